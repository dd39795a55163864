import { type IncomingHttpHeaders, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { NGINX, startNginx } from '../nginx'
import { expect, startOver, test } from '../test'

const PASSWORD = 'correct horse battery staple'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
type Ask = { method?: string; headers?: Record<string, string>; body?: string; from?: string }

function ask(url: string, { method = 'GET', headers = {}, body, from }: Ask): Promise<Answer> {
  const send = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const options = { method, localAddress: from, rejectUnauthorized: false, servername: 'board.example' }
    const sent = send(
      url,
      { ...options, headers: { host: 'board.example', ...form, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

for (const [example, scheme, env] of [
  ['nginx-tls.conf', 'https', { PUBLIC_URL: 'https://board.example' }],
  ['nginx-plain.conf', 'http', { ALLOWED_HOSTS: 'board.example' }],
] as const)
  test(`behind a real nginx, as ${example} has it`, async ({ account }) => {
    test.skip(!NGINX, 'nginx is not installed here')
    const board = await startOver(account, { ...env, AUTH_PASSWORD: PASSWORD, TRUSTED_PROXIES: '127.0.0.1' })
    const { ports, stop } = await startNginx(example, new URL(board.url).port)
    const url = `${scheme}://127.0.0.1:${scheme === 'https' ? ports[1] : ports[0]}`
    const origin = `${scheme}://board.example`

    if (scheme === 'https') {
      const moved = await ask(`http://127.0.0.1:${ports[0]}/x`, {})
      expect([moved.status, moved.headers.location]).toEqual([301, 'https://board.example/x'])
    }
    const asked = await ask(`${url}/mirror`, { headers: { accept: 'text/html' } })
    expect([asked.status, asked.headers.location]).toEqual([303, '/sign-in?to=%2Fmirror'])
    const body = new URLSearchParams({ password: PASSWORD, to: '/mirror' }).toString()
    const forged = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
    const entered = await ask(`${url}/sign-in`, {
      method: 'POST',
      body,
      headers: { origin, ...forged },
      from: '127.0.0.5',
    })
    expect([entered.status, entered.headers.location]).toEqual([303, '/mirror'])
    const cookies = entered.headers['set-cookie'] ?? []
    const pattern = scheme === 'https' ? /^__Host-tuneboard-.*; Secure$/ : /^tuneboard-(?!.*Secure)/
    for (const line of cookies) expect(line).toMatch(pattern)
    await expect.poll(() => board.output()).toContain('"peer":"127.0.0.5"')
    expect(board.output()).not.toContain('203.0.113.9')
    const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
    const shown = await ask(`${url}/mirror`, { headers: { accept: 'text/html', cookie, ...forged } })
    expect(shown.status).toBe(200)
    const evil = { method: 'POST', body, headers: { origin: 'https://evil.example' } }
    expect((await ask(`${url}/sign-in`, evil)).status).toBe(403)
    expect((await ask(`${url}/`, { headers: { host: 'evil.example' } })).status).not.toBe(200)

    await stop()
    expect(await board.stop()).toBe(0)
  })
