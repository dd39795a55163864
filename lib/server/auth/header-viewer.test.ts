import { createServer, type Server } from 'node:http'
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DATA, startTestDoor, type TestDoor } from '../front-door/test-door'

const ISSUER = 'https://access.example'
const CLAIMS = { iss: ISSUER, aud: 'board', sub: '42', email: 'li.wei@team.example' }

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

/** A server of keys as a sign-in proxy has one, which can fall silent or go. */
function createKeyServer() {
  let answer: { status: number; body: string; location?: string } | 'silence' = { status: 200, body: '' }
  let asked = 0
  const server: Server = createServer((_request, response) => {
    asked++
    if (answer === 'silence') return
    const { status, body, location } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
    response.end(body)
  })
  return {
    server,
    asked: () => asked,
    answerWith: (next: typeof answer) => {
      answer = next
    },
  }
}

describe('a signed assertion in a header', () => {
  const keyServer = createKeyServer()
  let url = ''
  let ec: Pair
  let rsa: Pair
  let foreign: Pair
  let door: TestDoor

  beforeAll(async () => {
    ec = await generateKeyPair('ES256', { extractable: true })
    rsa = await generateKeyPair('RS256', { extractable: true })
    foreign = await generateKeyPair('ES256', { extractable: true })
    await new Promise<void>((resolve) => keyServer.server.listen(0, '127.0.0.1', resolve))
    const address = keyServer.server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/certs`
  })
  afterAll(() => {
    keyServer.server.closeAllConnections()
    keyServer.server.close()
  })
  beforeEach(async () => {
    const keys = [
      { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256' },
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
    ]
    keyServer.answerWith({ status: 200, body: JSON.stringify({ keys }) })
    door = await startTestDoor({
      ALLOWED_HOSTS: 'board.example',
      AUTH_TRUSTED_HEADER: 'Cf-Access-Jwt-Assertion',
      AUTH_TRUSTED_HEADER_JWKS: url,
      AUTH_TRUSTED_HEADER_ISSUER: ISSUER,
      AUTH_TRUSTED_HEADER_AUDIENCE: 'board',
    })
    return () => door.stop()
  })

  const sign = (
    claims: JWTPayload,
    { alg = 'ES256', kid = 'ec', key = ec.privateKey, expires = '5m' } = {},
  ) => {
    const token = new SignJWT(claims).setProtectedHeader({ alg, kid })
    return (expires ? token.setExpirationTime(expires) : token).sign(key)
  }
  const ask = (assertion: string | string[]) =>
    door.ask('/', { headers: { host: 'board.example', 'cf-access-jwt-assertion': assertion } })

  it('lets in whom it names, and asks for the keys once', async () => {
    const before = keyServer.asked()
    const byMail = await ask(await sign(CLAIMS))
    expect(byMail).toMatchObject({ status: 200 })
    expect(byMail.body).toContain(`${DATA} for {"via":"header","name":"li.wei@team.example"}`)
    const { email: _, ...nameless } = CLAIMS
    const rs = await ask(await sign(nameless, { alg: 'RS256', kid: 'rsa', key: rsa.privateKey }))
    expect(rs.body).toContain('"name":"42"')
    expect(keyServer.asked()).toBe(before + 1)
  })

  it.each<[string, () => Promise<string | string[]> | string | string[]]>([
    ['nothing', () => ''],
    ['no token', () => 'li.wei@team.example'],
    ['another issuer', () => sign({ ...CLAIMS, iss: 'https://elsewhere.example' })],
    ['another audience', () => sign({ ...CLAIMS, aud: 'another-board' })],
    ['no audience', () => sign({ iss: ISSUER, sub: '42' })],
    ['one that is over', () => sign(CLAIMS, { expires: '-1m' })],
    ['one without an end', () => sign(CLAIMS, { expires: '' })],
    ['one that is yet to begin', () => sign({ ...CLAIMS, nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['the key of somebody else', () => sign(CLAIMS, { key: foreign.privateKey })],
    ['a key that is not listed', () => sign(CLAIMS, { kid: 'new', key: foreign.privateKey })],
    ['no signature', () => new UnsecuredJWT(CLAIMS).setExpirationTime('5m').encode()],
    [
      'the public key taken for a shared secret',
      async () => {
        const secret = new TextEncoder().encode(await exportSPKI(rsa.publicKey))
        return new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
          .setExpirationTime('5m')
          .sign(secret)
      },
    ],
    ['a changed middle', async () => (await sign(CLAIMS)).replace(/\.(.)/, (_, letter) => `.${letter}x`)],
    ['two of them', async () => [await sign(CLAIMS), await sign(CLAIMS)]],
    ['a name that cannot be shown', () => sign({ ...CLAIMS, email: 'li\u202ewei' })],
    ['a text without end', () => `a.${'b'.repeat(20_000)}.c`],
  ])('does not let in who sends %s', async (_what, toAssertion) => {
    const answer = await ask(await toAssertion())
    expect([302, 303, 401, 431]).toContain(answer.status)
    expect(answer.body).not.toContain(DATA)
  })

  it.each<[string, Parameters<typeof keyServer.answerWith>[0]]>([
    ['an error', { status: 500, body: 'no' }],
    ['a redirect', { status: 302, body: '', location: 'https://elsewhere.example/certs' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no keys', { status: 200, body: '{}' }],
    // Five seconds of waiting.
    ...(process.env.FULL ? [['silence', 'silence'] as [string, 'silence']] : []),
  ])('lets nobody in, and breaks nothing, while the keys are answered with %s', async (_what, bad) => {
    keyServer.answerWith(bad)
    const answer = await ask(await sign(CLAIMS))
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toContain(DATA)
    expect(door.audit[0]).toMatchObject({ audit: 'sign-in-failed', via: 'header' })
    expect(door.audit[0]?.reason).toMatch(/^the assertion was not believed: ./)
  })
})
