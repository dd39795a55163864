import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, DATA, startTestDoor, type TestDoor, toCookies } from '../front-door/test-door'

const HOST = { host: 'board.example' }
const BOARD = 'https://board.example'

const doors: TestDoor[] = []
afterEach(async () => {
  for (const door of doors.splice(0)) await door.stop()
})

async function open(issuer: string, more: Record<string, string> = {}): Promise<TestDoor> {
  const door = await startTestDoor(
    {
      PUBLIC_URL: BOARD,
      AUTH_OIDC_ISSUER: issuer,
      AUTH_OIDC_CLIENT_ID: 'board',
      AUTH_OIDC_CLIENT_SECRET: 'a-secret-of-the-client',
      AUTH_OIDC_ALLOWED_DOMAINS: 'team.example',
      ...more,
    },
    { now: Date.now() },
  )
  doors.push(door)
  return door
}

/** Walks through a provider as a browser does, until it leads back to the board. */
async function walk(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = url
  while (!next.startsWith(BOARD)) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${response.status} ${await response.text()}`)
    next = new URL(location, next).href
  }
  return next.slice(BOARD.length)
}

const begin = (door: TestDoor) => door.ask('/sign-in?with=oidc&to=%2Fmirror', { headers: HOST })

async function signIn(door: TestDoor): Promise<Answer> {
  const begun = await begin(door)
  const back = await walk(String(begun.headers.location))
  return door.ask(back, { headers: { ...HOST, cookie: toCookies(begun) } })
}

describe('with a real provider', () => {
  let issuer = ''
  let stop = () => {}

  beforeAll(async () => {
    const child = spawn(process.execPath, [new URL('./test-provider.mjs', import.meta.url).pathname])
    stop = () => child.stdin.end()
    issuer = await new Promise((resolve, reject) => {
      child.on('exit', (code) => reject(new Error(`the provider ended with ${code}`)))
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const found = /listening at (\S+)/.exec(text)?.[1]
        if (found) resolve(found)
      })
    })
  })
  afterAll(() => stop())

  const beWho = (who: string) => fetch(`${issuer}/as?who=${who}`)

  it('lets in whom the list allows, under his name, and leads where he wanted to go', async () => {
    const door = await open(issuer)
    await beWho('ana')
    const entered = await signIn(door)
    expect([entered.status, entered.headers.location]).toEqual([303, '/mirror'])
    const headers = { ...HOST, cookie: toCookies(entered) }
    expect(headers.cookie).toMatch(/^__Host-tuneboard-session=[\w-]{43}$/)
    expect((await door.ask('/', { headers })).body).toContain(
      `${DATA} for {"via":"oidc","name":"ana@team.example"}`,
    )
    expect(door.audit.at(-1)).toMatchObject({ audit: 'sign-in', via: 'oidc', viewer: 'ana@team.example' })
  })

  it('turns away whom the provider knows and the list does not', async () => {
    const door = await open(issuer)
    for (const who of ['eve', 'una']) {
      await beWho(who)
      const refused = await signIn(door)
      expect(refused.status).toBe(403)
      expect(refused.body).toContain('notAllowed')
      expect(toCookies(refused)).toBe('')
    }
  })

  it('knows groups and subjects', async () => {
    await beWho('ana')
    const nobody = { AUTH_OIDC_ALLOWED_DOMAINS: '' }
    const groups = { ...nobody, AUTH_OIDC_ALLOWED_GROUPS: 'readers', AUTH_OIDC_SCOPE: 'openid groups' }
    expect((await signIn(await open(issuer, groups))).status).toBe(303)
    expect((await signIn(await open(issuer, { ...nobody, AUTH_OIDC_ALLOWED_SUBJECTS: 'ana' }))).status).toBe(
      303,
    )
    expect((await signIn(await open(issuer, { ...nobody, AUTH_OIDC_ALLOWED_SUBJECTS: 'x' }))).status).toBe(
      403,
    )
  })

  it('believes an answer once, from the browser that began, with the state that it was given', async () => {
    const door = await open(issuer)
    await beWho('ana')
    const begun = await begin(door)
    const cookie = toCookies(begun)
    const back = await walk(String(begun.headers.location))
    const ask = (path: string, cookies: string) => door.ask(path, { headers: { ...HOST, cookie: cookies } })
    expect((await ask(back, '')).status).toBe(400)
    expect((await ask(back, toCookies(await begin(door)))).status).toBe(502)
    expect((await ask(back.replace(/state=[^&]+/, 'state=x'), cookie)).status).toBe(502)
    expect((await ask(back.replace(/state=[^&]+&?/, ''), cookie)).status).toBe(502)
    expect((await ask(back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'), cookie)).status).toBe(502)
    expect((await ask(back.replace(/code=[^&]+/, 'code=x'), cookie)).status).toBe(400)
    expect((await ask(back, cookie)).status).toBe(303)
    expect((await ask(back, cookie)).status).toBe(400)
    expect(door.audit.filter(({ audit }) => audit === 'sign-in')).toHaveLength(1)
  })

  it('takes no way back after ten minutes', async () => {
    const door = await open(issuer)
    const begun = await begin(door)
    const back = await walk(String(begun.headers.location))
    door.time.now += 601_000
    expect((await door.ask(back, { headers: { ...HOST, cookie: toCookies(begun) } })).status).toBe(400)
  })

  it('asks for a code with PKCE, a state and a nonce, and tells no secret', async () => {
    const door = await open(issuer)
    const { searchParams, href } = new URL(String((await begin(door)).headers.location))
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${BOARD}/sign-in/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(href).not.toContain('a-secret')
  })
})

describe('with a hostile provider', () => {
  let server: Server
  let issuer = ''
  let nonce = ''
  let toToken: (claims: Record<string, unknown>) => Promise<string>
  let answer: (
    claims: Record<string, unknown>,
  ) => Promise<{ status?: number; type?: string; body: string; location?: string }>
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let others: Awaited<ReturnType<typeof generateKeyPair>>

  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true })
    others = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }
    server = createServer(async (request, response) => {
      const json = (body: unknown) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
      if (request.url?.startsWith('/.well-known'))
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      if (request.url === '/jwks') return json({ keys: [jwk] })
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: issuer, aud: 'board', sub: 'ana', nonce, iat: now, exp: now + 300 }
      const told = await answer({ ...claims, email: 'ana@team.example', email_verified: true })
      response.statusCode = told.status ?? 200
      if (told.location) response.setHeader('location', told.location)
      response.setHeader('content-type', told.type ?? 'application/json').end(told.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    toToken = (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(keys.privateKey)
  })
  afterAll(() => server.close())

  async function finish(): Promise<{ door: TestDoor; result: Answer }> {
    const door = await open(issuer)
    const begun = await begin(door)
    const sent = new URL(String(begun.headers.location)).searchParams
    nonce = sent.get('nonce') ?? ''
    const back = `/sign-in/callback?code=c&state=${sent.get('state')}`
    return { door, result: await door.ask(back, { headers: { ...HOST, cookie: toCookies(begun) } }) }
  }
  const tell = (id_token: string) => ({
    body: JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token }),
  })

  it('lets in who is told honestly (so that what follows fails for its own reason)', async () => {
    answer = async (claims) => tell(await toToken(claims))
    expect((await finish()).result.status).toBe(303)
  })

  const LIES: Record<string, typeof answer> = {
    'another nonce': async (claims) => tell(await toToken({ ...claims, nonce: 'x' })),
    'no nonce': async ({ nonce: _, ...claims }) => tell(await toToken(claims)),
    'another audience': async (claims) => tell(await toToken({ ...claims, aud: 'other' })),
    'another issuer': async (claims) => tell(await toToken({ ...claims, iss: 'https://evil.example' })),
    'a token that has run out': async (claims) => tell(await toToken({ ...claims, exp: 1_700_000_000 })),
    'a token without end': async ({ exp: _, ...claims }) => tell(await toToken(claims)),
    'a token without signature': async (claims) => tell(new UnsecuredJWT(claims).encode()),
    'a signature of another key': async (claims) =>
      tell(await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(others.privateKey)),
    'a signature by the secret of the client': async (claims) =>
      tell(
        await new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('a-secret-of-the-client-a-secret-of-the-client')),
      ),
    'changed claims': async (claims) => {
      const [head, body, signature] = (await toToken(claims)).split('.')
      const other = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
      const changed = Buffer.from(JSON.stringify({ ...other, sub: 'admin' })).toString('base64url')
      return tell(`${head}.${changed}.${signature}`)
    },
    'no ID token': async () => ({ body: JSON.stringify({ access_token: 'a', token_type: 'Bearer' }) }),
    'a page': async () => ({ type: 'text/html', body: '<h1>hello</h1>' }),
    'half a body': async () => ({ body: '{"access_token":' }),
    'an error of the server': async () => ({ status: 500, body: '{}' }),
    'a redirect': async () => ({ status: 302, location: 'http://127.0.0.1:9/', body: '' }),
    'a body without end': async () => ({ body: `{"access_token":"${'x'.repeat(3_000_000)}"}` }),
  }
  it.each(Object.keys(LIES))('takes nobody in on %s', async (name) => {
    const lie = LIES[name]
    if (lie) answer = lie
    const { door, result } = await finish()
    expect(result.status).toBe(502)
    expect(toCookies(result)).toBe('')
    expect(door.audit.map(({ audit }) => audit)).toEqual(['sign-in-failed'])
    expect(door.lines.join()).not.toMatch(/a-secret|eyJ/)
  })

  it('says so where the provider is not there, and tries again the next time', async () => {
    const door = await open('http://127.0.0.1:9')
    for (let at = 0; at < 2; at++) {
      const answer = await begin(door)
      expect([answer.status, JSON.parse(answer.body).kind]).toEqual([502, 'provider'])
    }
  })
})
