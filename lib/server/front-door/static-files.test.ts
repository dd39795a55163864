import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from './static-files'

const TEXT = 'const a = 1;\n'.repeat(500)
const root = mkdtempSync(join(tmpdir(), 'tuneboard-static-'))
const write = (path: string, bytes: string | Buffer) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), bytes)
}
const server = createServer()
let port = 0

beforeAll(async () => {
  write('.next/static/chunks/a.js', TEXT)
  write('.next/tuneboard-compressed/.next/static/chunks/a.js.br', brotliCompressSync('made at the build'))
  write('.next/static/chunks/b.js', TEXT)
  write('public/logo.png', Buffer.from([1, 2, 3]))
  write('secret.txt', 'secret')
  const serve = createStaticFiles(root)
  server.on('request', (incoming, response) => {
    if (!serve(incoming, response, incoming.url ?? '')) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request({ port, host: '127.0.0.1', path, headers, method }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        )
      })
        .on('error', reject)
        .end()
    },
  )
}

describe('createStaticFiles', () => {
  it('gives a browser what it takes, as the build compressed it where it did', async () => {
    const built = await ask('/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, br' })
    expect(built.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(String(brotliDecompressSync(built.body))).toBe('made at the build')
    const zipped = await ask('/_next/static/chunks/b.js', { 'accept-encoding': 'gzip, br;q=0' })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(String(gunzipSync(zipped.body))).toBe(TEXT)
    const plain = await ask('/_next/static/chunks/b.js')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(String(plain.body)).toBe(TEXT)
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  it('keeps what is named by its content, the rest for an hour, and says when nothing changed', async () => {
    const logo = await ask('/logo.png', { 'accept-encoding': 'br' })
    expect(logo.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=3600',
    })
    expect(logo.headers['content-encoding']).toBeUndefined()
    expect((await ask('/logo.png', { 'if-none-match': String(logo.headers.etag) })).status).toBe(304)
    const head = await ask('/logo.png', {}, 'HEAD')
    expect([head.headers['content-length'], head.body.length]).toEqual(['3', 0])
  })

  it.each([
    '/secret.txt',
    '/../secret.txt',
    '/_next/static/../../secret.txt',
    '/_next/static/%2e%2e/%2e%2e/secret.txt',
    '/_next/static/',
    '/_next/static/chunks',
    '/constructor',
    '/__proto__',
  ])('knows no file %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })
})
