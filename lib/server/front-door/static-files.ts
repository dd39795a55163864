import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Encoding, toEncoding } from './encoding'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const COMPRESSED = /^(text\/|application\/(json|manifest)|image\/svg)/
const YEAR = 'public, max-age=31536000, immutable'
/** A browser that must ask before it shows an icon again asks at each change of the URL. */
const HOUR = 'public, max-age=3600'

type StaticFile = {
  readonly type: string
  readonly isHashed: boolean
  readonly etag: string
  body(encoding: Encoding): Buffer
}

/** Answers for a file where the path is one; gives false where it is none. */
export type ServeFile = (request: IncomingMessage, response: ServerResponse, path: string) => boolean

/**
 * Serves what a build made for browsers, and the files of `public`, from memory and compressed once. What is not
 * listed at the start is no file: no path can lead out of the two folders.
 */
export function createStaticFiles(root: string): ServeFile {
  const files = new Map<string, () => StaticFile>()
  const add = (folder: string, prefix: string, isHashed: boolean) => {
    if (!existsSync(join(root, folder))) return
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const name = relative(join(root, folder), path).split(sep).join('/')
      if (entry.isFile())
        files.set(
          prefix + name,
          remember(() => readStaticFile(root, path, isHashed)),
        )
    }
  }
  add('public', '/', false)
  add('.next/static', '/_next/static/', true)

  return (request, response, path) => {
    const file = files.get(path)?.()
    if (!file) return false
    response.setHeader('cache-control', file.isHashed ? YEAR : HOUR)
    response.setHeader('etag', file.etag)
    response.setHeader('vary', 'accept-encoding')
    if (request.headers['if-none-match'] === file.etag) {
      response.statusCode = 304
      response.end()
      return true
    }
    const encoding = COMPRESSED.test(file.type) ? toEncoding(request.headers['accept-encoding']) : 'identity'
    const body = file.body(encoding)
    if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
    response.setHeader('content-type', file.type)
    response.setHeader('content-length', body.byteLength)
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

function readStaticFile(root: string, path: string, isHashed: boolean): StaticFile {
  const plain = readFileSync(path)
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const bodies = {
    identity: () => plain,
    br: remember(() => readCompressed(root, path, 'br') ?? brotliCompressSync(plain)),
    gzip: remember(() => readCompressed(root, path, 'gz') ?? gzipSync(plain)),
  }
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    isHashed,
    etag,
    body: (encoding) => bodies[encoding](),
  }
}

/** What the build has compressed already, as well as it can be. */
function readCompressed(root: string, path: string, end: string): Buffer | null {
  const compressed = join(root, '.next/tuneboard-compressed', `${relative(root, path)}.${end}`)
  return existsSync(compressed) ? readFileSync(compressed) : null
}

function remember<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
