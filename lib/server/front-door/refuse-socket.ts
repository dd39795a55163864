import 'server-only'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { toContentSecurityPolicy } from './content-security-policy'
import { SECURITY_HEADERS } from './security-headers'

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers bytes that are no request that Node can read, and closes the connection; such an answer is like any other. */
export function refuseSocket(socket: Duplex, error: Error): void {
  const code = String(Reflect.get(error, 'code'))
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  endSocket(socket, STATUSES[code] ?? 400, 'BadRequest', 'This is not a request that the board can read.')
}

/** Answers CONNECT, for which Node has no response: the board is nobody's proxy. */
export function refuseTunnel(socket: Duplex): void {
  endSocket(socket, 405, 'MethodNotAllowed', 'Tuneboard only reads: CONNECT is not allowed here.')
}

function endSocket(socket: Duplex, status: number, code: string, message: string): void {
  const requestId = randomUUID()
  const body = JSON.stringify({ code, request_id: requestId, message })
  const headers = [
    ...SECURITY_HEADERS,
    ['content-security-policy', toContentSecurityPolicy(requestId.replaceAll('-', ''), false)],
    ['content-type', 'application/json; charset=utf-8'],
    ['content-length', String(Buffer.byteLength(body))],
    ...(status === 405 ? [['allow', 'GET, HEAD']] : []),
    ['connection', 'close'],
  ]
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`)
}
