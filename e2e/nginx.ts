import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { ROOT } from './board'

/** Its program, where it is installed. */
export const NGINX = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync)

type Nginx = {
  /** On 127.0.0.1, of HTTP and of HTTPS where the example has it. */
  readonly ports: readonly [http: number, https: number]
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts nginx with an example of the documents, its addresses and files replaced by the test's. */
export async function startNginx(example: string, boardPort: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-nginx-'))
  const ports = [await freePort(), await freePort()] as const
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
      fetch(`http://127.0.0.1:${ports[0]}/`, { redirect: 'manual' })
        .then(({ status }) => status)
        .catch(() => 0),
    )
    .toBeGreaterThan(0)
  return {
    ports,
    async stop() {
      nginx.kill('SIGTERM')
      await new Promise((resolve) => nginx.once('exit', resolve))
      rmSync(folder, { recursive: true })
    },
  }
}
