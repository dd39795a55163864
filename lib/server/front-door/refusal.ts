import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { Settings } from '../env.mjs'
import { isLoopback } from '../env.mjs'
import { OPEN_BOARD_ADVICE } from './open-board'
import { isForwardingHeader } from './peer'

/** Why the front door turns a request away, as an answer in DashScope's error form. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly allow?: string
}

/** The routes of the contract that write; everything else is read only. */
const WRITING_PATHS = new Set(['/preferences', '/views', '/sign-in', '/sign-out'])

const LONGEST_TARGET = 8_192
const MOST_HEADERS = 100
/** Bytes of a form. */
const LONGEST_FORM = 16_384

/** Checks what can be told from the request line and the headers alone; `null` lets the request pass. */
export function toRefusal(request: IncomingMessage, settings: Settings): Refusal | null {
  const target = request.url ?? ''
  const [path = ''] = target.split('?', 1)
  if (target.length > LONGEST_TARGET) return refuse(414, 'BadRequest', 'The address is too long.')
  if (request.rawHeaders.length > MOST_HEADERS * 2)
    return refuse(431, 'BadRequest', 'There are too many headers.')
  if (!target.startsWith('/') || !isDecodable(path))
    return refuse(400, 'BadRequest', 'The address is not a path, or holds a bad escape.')
  if (request.headersDistinct.host?.length !== 1)
    return refuse(400, 'BadRequest', 'A request names exactly one Host.')
  if (!isExpectedHost(request.headers.host ?? '', settings))
    return refuse(
      421,
      'MisdirectedRequest',
      'The board does not stand under this Host. Name it in ALLOWED_HOSTS.',
    )
  if (settings.auth.mode === 'unset' && Object.keys(request.headers).some(isForwardingHeader))
    return refuse(403, 'AccessDenied', OPEN_BOARD_ADVICE)
  const mayWrite = WRITING_PATHS.has(path)
  if (request.method === 'GET' || request.method === 'HEAD') return null
  if (request.method !== 'POST' || !mayWrite)
    return {
      ...refuse(405, 'MethodNotAllowed', `Tuneboard only reads: ${request.method} is not allowed here.`),
      allow: mayWrite ? 'GET, HEAD, POST' : 'GET, HEAD',
    }
  return toFormRefusal(request, settings)
}

function toFormRefusal(request: IncomingMessage, settings: Settings): Refusal | null {
  if (!isSameOrigin(request, settings))
    return refuse(403, 'AccessDenied', 'Forms are taken from the board itself only.')
  const length = request.headers['content-length']
  if (length === undefined) return refuse(411, 'BadRequest', 'A form says how long it is.')
  if (Number(length) > LONGEST_FORM) return refuse(413, 'BadRequest', 'The form is too long.')
  return null
}

function refuse(status: number, code: string, message: string): Refusal {
  return { status, code, message }
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

function isSameOrigin(request: IncomingMessage, { publicUrl }: Settings): boolean {
  const { origin, host } = request.headers
  if (request.headers['sec-fetch-site'] === 'cross-site') return false
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return true
  return publicUrl !== null && origin === new URL(publicUrl).origin
}
