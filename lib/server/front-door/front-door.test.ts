import { afterEach, describe, expect, it } from 'vitest'
import { createToken } from '../auth/tokens'
import { createMemoryAuthRecords } from '../store/memory-auth-records'
import { DATA, startTestDoor, type TestDoor, toCookies } from './test-door'

const PASSWORD = 'correct horse battery staple'
const HTML = { accept: 'text/html,application/xhtml+xml' }
const SECURITY = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
]

const doors: TestDoor[] = []
afterEach(async () => {
  for (const door of doors.splice(0)) await door.stop()
})

async function open(...args: Parameters<typeof startTestDoor>): Promise<TestDoor> {
  const door = await startTestDoor(...args)
  doors.push(door)
  return door
}

const signIn = (door: TestDoor, password = PASSWORD, headers = {}, from = '127.0.0.1') =>
  door.ask('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ password, to: '/mirror' }).toString(),
    headers,
    from,
  })

describe('a board that asks nobody', () => {
  it('lets everybody in, and takes no bearer for anything', async () => {
    const door = await open({})
    expect((await door.ask('/')).body).toContain(DATA)
    const { body } = await door.ask('/api/v1/fine-tunes', {
      headers: { authorization: 'Bearer sk-somebody' },
    })
    expect(body).toContain(DATA)
    expect(door.passed[1]?.headers.authorization).toBeUndefined()
  })

  it.each(['/sign-in', '/sign-out'])('has nobody to sign in or out: %s leads to the jobs', async (path) => {
    const { status, headers } = await (await open({})).ask(path, { headers: HTML })
    expect([status, headers.location]).toEqual([303, '/'])
  })

  it.each(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via'])(
    'refuses what came through a proxy (%s), and says what to set',
    async (name) => {
      const door = await open({})
      for (const path of ['/', '/api/v1/fine-tunes', '/icon.svg', '/api/health']) {
        const answer = await door.ask(path, { headers: { [name]: 'x' } })
        expect([path, answer.status]).toEqual([path, 403])
        expect(answer.body).not.toContain(DATA)
        for (const choice of ['AUTH_PASSWORD', 'AUTH_OIDC_ISSUER', 'AUTH_TRUSTED_HEADER', 'AUTH=none'])
          expect(answer.body).toContain(choice)
      }
      const page = await door.ask('/', { headers: { ...HTML, [name]: 'x' } })
      expect(page.headers['content-type']).toContain('text/html')
      expect(page.body).toContain('AUTH_PASSWORD')
      expect(door.passed).toEqual([])
    },
  )

  it('takes forwarded requests once AUTH=none is said', async () => {
    const door = await open({ AUTH: 'none' })
    expect((await door.ask('/', { headers: { 'x-forwarded-for': '1.2.3.4' } })).body).toContain(DATA)
    expect(door.passed[0]?.headers['x-forwarded-for']).toBeUndefined()
  })
})

describe('default deny', () => {
  const PATHS = [
    '/api/v1/fine-tunes',
    '/jobs/x',
    ...(process.env.FULL ? ['/', '/mirror', '/metrics', '/new/route', '/preferences2'] : []),
  ]
  const VARIANTS: readonly ((path: string) => string)[] = [
    (path) => path,
    (path) => `/${path}`,
    (path) => `${path}/`,
    (path) => `/sign-in/..${path}`,
    (path) => `/sign-in/%2e%2e${path}`,
    (path) => `/api/health/..%2f..${path}`,
    (path) => `/%2e${path}`,
    (path) => `/.${path}`,
    (path) => `/sign-in;${path}`,
    (path) => `/sign-in%00${path}`,
    (path) => `/sign-in\\..${path}`,
    (path) => `${path}?_rsc=1`,
    (path) => `${path}#/sign-in`,
    (path) => `/_next/data/x${path}.json`,
    (path) => `/_next/image?url=${path}`,
    (path) => `/_next/static/..${path}`,
    (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  ]
  const HEADERS: readonly Record<string, string>[] = [
    {},
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' },
    { 'next-router-segment-prefetch': '/_tree', rsc: '1' },
    { 'x-nextjs-data': '1' },
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-rewrite': '/', 'x-middleware-next': '1' },
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
    { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' },
    { 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in', 'x-matched-path': '/sign-in' },
    { 'x-invoke-path': '/', 'x-invoke-output': '/', 'next-resume': '1' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { cookie: 'tuneboard-session=; tuneboard-session=x; __Host-tuneboard-session=y' },
    { 'x-forwarded-email': 'ana@team.example' },
  ]

  it('lets nothing through that is not on the list of what is open, however it is asked for', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    for (const path of PATHS)
      for (const toPath of VARIANTS)
        await Promise.all(
          [...HEADERS, ...HEADERS.map((headers) => ({ ...headers, ...HTML }))].map(async (headers) => {
            const answer = await door.ask(toPath(path), { headers })
            expect(answer.body).not.toContain(DATA)
            expect([303, 400, 401, 404]).toContain(answer.status)
            for (const name of SECURITY) expect(answer.headers[name]).toBeTruthy()
          }),
        )
    expect(door.passed).toEqual([])
  }, 120_000)

  it('refuses odd methods with 405', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'])
      for (const path of ['/', '/api/v1/fine-tunes', '/sign-in/callback', '/api/health'])
        expect((await door.ask(path, { method })).status).toBe(405)
    expect(await door.sendRaw('CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
      /^HTTP\/1.1 405 [\s\S]*content-security-policy: /,
    )
    expect(door.passed).toEqual([])
  })

  it('opens what the contract lists: forms, health, preferences, files', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    for (const path of ['/sign-in', '/api/health', '/api/ready', '/icon.svg'])
      expect([path, (await door.ask(path)).status]).toEqual([path, 200])
    const form = { method: 'POST', body: 'theme=dark' }
    expect((await door.ask('/preferences', form)).status).toBe(200)
    expect(door.passed.map(({ viewer }) => viewer)).toEqual([null, null, null, null])
  })

  it('leads a browser to the form and back, and tells programs 401', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const page = await door.ask('/jobs/x?a=1&b=2', { headers: HTML })
    expect([page.status, page.headers.location]).toEqual([303, '/sign-in?to=%2Fjobs%2Fx%3Fa%3D1%26b%3D2'])
    const api = await door.ask('/api/v1/fine-tunes', { headers: HTML })
    expect([api.status, api.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect(JSON.parse(api.body)).toMatchObject({ code: 'NotSignedIn', request_id: expect.any(String) })
  })
})

describe('sign-in by password', () => {
  it('lets in who knows it, until he signs out, and then no copy of the cookie', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const entered = await signIn(door)
    expect([entered.status, entered.headers.location]).toEqual([303, '/mirror'])
    for (const line of [entered.headers['set-cookie'] ?? []].flat())
      expect(line).toMatch(/^tuneboard-\w+=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
    const cookie = toCookies(entered)
    expect((await door.ask('/', { headers: { cookie } })).body).toContain(DATA)
    const left = await door.ask('/sign-out', { method: 'POST', body: '', headers: { cookie } })
    expect([left.status, left.headers.location]).toEqual([303, '/sign-in'])
    expect(toCookies(left)).toBe('')
    expect((await door.ask('/', { headers: { cookie } })).status).toBe(401)
    expect(door.audit.map(({ audit }) => audit)).toEqual(['sign-in', 'sign-out', 'refused'])
  })

  it('holds over a restart, and ends with a changed password and with time', async () => {
    const records = createMemoryAuthRecords()
    const first = await open({ AUTH_PASSWORD: PASSWORD }, { records })
    const cookie = toCookies(await signIn(first))
    const status = async (door: TestDoor) => (await door.ask('/', { headers: { cookie } })).status
    expect(await status(await open({ AUTH_PASSWORD: PASSWORD }, { records }))).toBe(200)
    expect(await status(await open({ AUTH_PASSWORD: `${PASSWORD}!` }, { records }))).toBe(401)
    first.time.now += 12 * 3_600_000
    expect(await status(first)).toBe(401)
    await first.ask('/sign-out', { method: 'POST', body: '', headers: { cookie } })
    expect(await status(await open({ AUTH_PASSWORD: PASSWORD }, { records }))).toBe(401)
  })

  it('marks its cookies for TLS where the browser speaks it', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD, TRUSTED_PROXIES: '127.0.0.1' })
    const entered = await signIn(door, PASSWORD, { 'x-forwarded-proto': 'https' })
    for (const line of [entered.headers['set-cookie'] ?? []].flat())
      expect(line).toMatch(/^__Host-tuneboard-\w+=[\w-]{43}; Path=\/; .*; Secure$/)
    const cookie = toCookies(entered)
    const headers = { cookie, 'x-forwarded-proto': 'https' }
    expect((await door.ask('/', { headers })).body).toContain(DATA)
    const plain = { cookie: cookie.replaceAll('__Host-', ''), 'x-forwarded-proto': 'https' }
    expect((await door.ask('/', { headers: plain })).status).toBe(401)
  })

  it('is taken from the board itself only, and leads nowhere else', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect((await signIn(door, PASSWORD, headers)).status).toBe(403)
    const body = new URLSearchParams({ password: PASSWORD, to: '//evil.example/' }).toString()
    expect((await door.ask('/sign-in', { method: 'POST', body })).headers.location).toBe('/')
    const json = { 'content-type': 'application/json' }
    expect((await door.ask('/sign-in', { method: 'POST', body, headers: json })).status).toBe(401)
    const long = { method: 'POST', body: `password=${'x'.repeat(20_000)}` }
    expect((await door.ask('/sign-in', long)).status).toBe(413)
    const chunked = { ...long, headers: { 'transfer-encoding': 'chunked' } }
    expect((await door.ask('/sign-in', chunked)).status).toBe(411)
  })

  it('bounds guesses by the real peer, and lets a known browser in all the same', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const known = toCookies(await signIn(door))
      .split('; ')
      .find((pair) => pair.includes('browser'))
    const statuses: number[] = []
    for (let at = 0; at < 200; at++)
      statuses.push((await signIn(door, `guess ${at}`, { 'x-forwarded-for': `203.0.113.${at}` })).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(195)
    const blocked = await signIn(door)
    expect([blocked.status, blocked.headers['retry-after']]).toEqual([429, '30'])
    expect((await signIn(door, PASSWORD, { cookie: `${known}` })).status).toBe(303)
    expect((await signIn(door, PASSWORD, {}, '127.0.0.2')).status).toBe(303)
    door.time.now += 30_000
    expect((await signIn(door)).status).toBe(303)
  })

  it('believes X-Forwarded-For of a trusted proxy, so that one guesser does not lock out the rest', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD, TRUSTED_PROXIES: '127.0.0.1' })
    const from = (address: string) => ({ 'x-forwarded-for': address })
    for (let at = 0; at < 10; at++) await signIn(door, 'guess', from('203.0.113.1'))
    expect((await signIn(door, PASSWORD, from('203.0.113.1'))).status).toBe(429)
    expect((await signIn(door, PASSWORD, from('203.0.113.2'))).status).toBe(303)
    expect(door.audit.map(({ peer }) => peer)).toContain('203.0.113.1')
  })
})

describe('tokens', () => {
  it('let scripts in until they run out or are revoked, and say so in the audit', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const token = await createToken(door.records, { name: 'ci', days: 30 }, door.time.now)
    const ask = () => door.ask('/api/v1/fine-tunes', { headers: { authorization: `Bearer ${token}` } })
    expect((await ask()).body).toContain(DATA)
    expect(door.audit).toMatchObject([{ audit: 'token-used', token: 'ci', path: '/api/v1/fine-tunes' }])
    expect(door.passed[0]?.headers.authorization).toBeUndefined()
    const feed = await createToken(
      door.records,
      { name: 'reader', days: 30, scope: '/feed.atom' },
      door.time.now,
    )
    await door.ask(`/feed.atom?token=${feed}`)
    expect(door.audit[1]).toMatchObject({ audit: 'token-used', token: 'reader', path: '/feed.atom' })
    door.time.now += 30 * 86_400_000
    expect((await ask()).status).toBe(401)
    door.time.now -= 86_400_000
    expect((await ask()).status).toBe(200)
    await door.records.removeToken('ci')
    expect((await ask()).status).toBe(401)
    expect(door.lines.join()).not.toContain(token)
  })

  it('are the only bearers there are: no key of anybody, nothing of it in a line', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD, DASHSCOPE_API_KEY: 'sk-our-own-0123456789' })
    const cookie = toCookies(await signIn(door))
    for (const bearer of ['sk-our-own-0123456789', 'sk-somebody-else', 'tbk_', 'tbk_AAAA', '', 'a b c']) {
      for (const path of ['/', '/api/v1/fine-tunes', '/api/health', '/sign-in']) {
        const answer = await door.ask(path, { headers: { authorization: `Bearer ${bearer}`, cookie } })
        expect([bearer, path, answer.status]).toEqual([bearer, path, 401])
        expect(answer.headers['www-authenticate']).toContain('invalid_token')
      }
    }
    expect(door.passed).toEqual([])
    expect(door.lines.join()).not.toMatch(/sk-our|sk-some|tbk_/)
  })

  it('that are good for one address alone open no other', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const scope = '/feed.atom?status=FAILED'
    const token = (await createToken(door.records, { name: 'feed', days: null, scope }, door.time.now)) ?? ''
    expect(await door.auth.findToken(token, scope)).toBe('feed')
    expect(await door.auth.findToken(token, '/feed.atom')).toBeNull()
    expect((await door.ask('/', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })
})

describe('a trusted header', () => {
  const settings = { AUTH_TRUSTED_HEADER: 'X-Forwarded-Email', TRUSTED_PROXIES: '127.0.0.1' }

  it('tells who asks, from a trusted proxy alone', async () => {
    const door = await open(settings)
    const headers = { 'x-forwarded-email': 'ana@team.example' }
    expect((await door.ask('/', { headers })).body).toContain('ana@team.example')
    expect((await door.ask('/', { headers, from: '127.0.0.2' })).status).toBe(401)
    expect((await door.ask('/')).status).toBe(401)
    for (const bad of ['', ' ', 'a\u00adb', 'x'.repeat(300)])
      expect((await door.ask('/', { headers: { 'x-forwarded-email': bad } })).status).toBe(401)
    const twice = { 'x-forwarded-email': ['ana@team.example', 'eve@team.example'] }
    expect((await door.ask('/', { headers: twice })).status).toBe(401)
  })
})

describe('audit lines', () => {
  it('cannot be forged by what somebody sends', async () => {
    const door = await open({ AUTH_PASSWORD: PASSWORD })
    const path = '/x%0a{"audit":"sign-in"}","audit":"sign-in'
    await door.ask(encodeURI(path))
    await door.ask(`/${'y'.repeat(4_000)}`)
    expect(door.lines).toHaveLength(2)
    for (const line of door.lines) {
      expect(line.match(/\n/g)).toHaveLength(1)
      expect(line.length).toBeLessThan(700)
      expect(JSON.parse(line)).toMatchObject({ audit: 'refused', status: 401 })
    }
  })
})

describe('what no client sends', () => {
  it.each([
    [431, `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    [431, `GET / HTTP/1.1\r\nHost: localhost\r\n${'x: y\r\n'.repeat(200)}Connection: close\r\n\r\n`],
    [414, `GET /${'y'.repeat(10_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
    [400, 'nonsense\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [400, 'GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    [
      400,
      'GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n',
    ],
    [421, 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
    [200, 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: nonsense\r\nConnection: close\r\n\r\n'],
  ])('is answered with %i and all that an answer carries', async (status, bytes) => {
    const door = await open({})
    const answer = await door.sendRaw(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    for (const name of SECURITY) expect(answer.toLowerCase()).toContain(`\r\n${name}: `)
  })

  it.runIf(process.env.FULL)('cannot hold a connection with a head that does not end', async () => {
    const door = await open({})
    const startedAt = performance.now()
    const { connect } = await import('node:net')
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n'),
      )
      let text = ''
      socket.on('data', (part) => {
        text += String(part)
      })
      socket.on('close', () => resolve(text)).on('error', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1.1 408 [\s\S]*content-security-policy/)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  })
})

describe('headers', () => {
  it('by which Next talks to itself do not come in, nor a policy of somebody else', async () => {
    const door = await open({})
    await door.ask('/', {
      headers: {
        'x-middleware-subrequest': 'a',
        'x-nextjs-data': '1',
        'x-invoke-path': '/x',
        'x-matched-path': '/x',
        'next-action': 'a',
        'next-resume': '1',
        'content-security-policy': "script-src 'unsafe-inline'",
        'content-security-policy-report-only': 'x',
        rsc: '1',
      },
    })
    const headers: Record<string, unknown> = door.passed[0]?.headers ?? {}
    expect(Object.keys(headers).sort()).toEqual(['connection', 'content-security-policy', 'host', 'rsc'])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
})
