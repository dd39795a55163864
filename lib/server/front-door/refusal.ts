import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { Settings } from '../env.mjs'
import { isLoopback } from '../env.mjs'

/** Why the front door turns a request away, as an answer in DashScope's error form. */
export type Refusal = { status: number; code: string; message: string; allow?: string }

/** The routes of the contract that write; everything else is read only. */
const WRITING_PATHS = new Set(['/preferences'])

/** Checks what can be told from the request line and the headers alone; `null` lets the request pass. */
export function toRefusal(request: IncomingMessage, settings: Settings): Refusal | null {
  const target = request.url ?? ''
  const [path = ''] = target.split('?', 1)
  if (!target.startsWith('/') || !isDecodable(path))
    return { status: 400, code: 'BadRequest', message: 'The address is not a path, or holds a bad escape.' }
  if (request.headersDistinct.host?.length !== 1)
    return { status: 400, code: 'BadRequest', message: 'A request names exactly one Host.' }
  if (!isExpectedHost(request.headers.host ?? '', settings))
    return {
      status: 421,
      code: 'MisdirectedRequest',
      message: 'The board does not stand under this Host. Name it in ALLOWED_HOSTS.',
    }
  const writes = request.method === 'POST' && WRITING_PATHS.has(path)
  if (request.method !== 'GET' && request.method !== 'HEAD' && !writes)
    return {
      status: 405,
      code: 'MethodNotAllowed',
      message: `Tuneboard only reads: ${request.method ?? 'this method'} is not allowed here.`,
      allow: WRITING_PATHS.has(path) ? 'GET, HEAD, POST' : 'GET, HEAD',
    }
  if (writes && !isSameOrigin(request))
    return { status: 403, code: 'AccessDenied', message: 'Forms are taken from the board itself only.' }
  return null
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

/** Loopback names, the address that the board listens on, and those of ALLOWED_HOSTS with or without a port. */
function isExpectedHost(header: string, settings: Settings): boolean {
  const host = header.toLowerCase()
  const name = host.replace(/:\d*$/, '')
  return (
    isLoopback(name) ||
    name === settings.host.toLowerCase() ||
    settings.allowedHosts.some((allowed) => allowed === host || allowed === name)
  )
}

function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`
}
