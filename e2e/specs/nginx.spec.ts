import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../board'
import { expect, startOver, test } from '../test'

const PASSWORD = 'correct horse battery staple'
const NGINX = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync)

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
type Ask = { method?: string; headers?: Record<string, string>; body?: string; from?: string }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts nginx with an example of the documents, its addresses and files replaced by the test's. */
async function startNginx(
  example: string,
  boardPort: string,
): Promise<{ nginx: ChildProcess; ports: [number, number]; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-nginx-'))
  const ports: [number, number] = [await freePort(), await freePort()]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=board.example',
      '-keyout',
      join(folder, 'key.pem'),
      '-out',
      join(folder, 'cert.pem'),
    ],
    { stdio: 'ignore' },
  )
  const text = readFileSync(join(ROOT, 'docs/examples', example), 'utf8')
    .replace('127.0.0.1:3000', `127.0.0.1:${boardPort}`)
    .replace('listen 80;', `listen 127.0.0.1:${ports[0]};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${ports[1]} ssl`)
    .replace(/\/etc\/ssl\/\S+fullchain\.pem/, join(folder, 'cert.pem'))
    .replace(/\/etc\/ssl\/\S+privkey\.pem/, join(folder, 'key.pem'))
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const whole = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
http { access_log off; ${paths.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
${text} }`
  writeFileSync(join(folder, 'nginx.conf'), whole)
  const nginx = spawn(NGINX ?? '', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')])
  await expect
    .poll(() =>
      ask(`http://127.0.0.1:${ports[0]}/`, {})
        .then(({ status }) => status)
        .catch(() => 0),
    )
    .toBeGreaterThan(0)
  return { nginx, ports, folder }
}

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
    const { nginx, ports, folder } = await startNginx(example, new URL(board.url).port)
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

    nginx.kill('SIGTERM')
    await new Promise((resolve) => nginx.once('exit', resolve))
    rmSync(folder, { recursive: true })
    expect(await board.stop()).toBe(0)
  })
