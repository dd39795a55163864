import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Board, FrontDoor } from '../board'
import type { SentAnswer } from '../metrics/metrics'
import { toContentSecurityPolicy } from './content-security-policy'
import { toRefusal } from './refusal'
import { runWithRequestContext } from './request-context'

/** Headers by which Next's parts talk to each other; from outside they can only be forged. */
const INTERNAL_HEADERS = /^(x-middleware-|x-nextjs-|content-security-policy)/

/**
 * The first code that a request meets: refuses what no page or route should see, and puts on every answer, errors and
 * files too, what each must carry. `onSent` is told of each answer.
 */
export function createFrontDoor(board: Board, log: Logger, onSent: (sent: SentAnswer) => void): FrontDoor {
  return async (request, response, next) => {
    const requestId = randomUUID()
    const [target, startedAt] = [request.url ?? '/', performance.now()]
    response.once('finish', () =>
      onSent({ target, status: response.statusCode, seconds: (performance.now() - startedAt) / 1000 }),
    )
    try {
      const policy = toContentSecurityPolicy(randomBytes(16).toString('base64'), board.dev)
      setHeaders(response, policy)
      const refusal = toRefusal(request, board.settings)
      if (refusal) {
        if (refusal.allow) response.setHeader('allow', refusal.allow)
        sendError(response, refusal.status, refusal.code, refusal.message, requestId)
        return
      }
      for (const name of Object.keys(request.headers))
        if (INTERNAL_HEADERS.test(name)) delete request.headers[name]
      request.headers['content-security-policy'] = policy
      if (isHashed(request)) response.removeHeader('cache-control')
      const { cookie = '', 'accept-language': acceptLanguage = '' } = request.headers
      const context = { requestId, target: request.url ?? '/', cookie, acceptLanguage }
      await runWithRequestContext(context, () => next(request, response))
    } catch (error) {
      log.error({ requestId, error: String(error) }, 'a request failed')
      if (response.headersSent) response.destroy()
      else
        sendError(response, 500, 'InternalError', 'Tuneboard failed to answer; its log says why.', requestId)
    }
  }
}

function setHeaders(response: ServerResponse, policy: string): void {
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  response.setHeader('cache-control', 'private, no-cache')
}

/** Next names these files by their content and lets them be kept for a year. */
function isHashed(request: IncomingMessage): boolean {
  return request.url?.startsWith('/_next/static/') ?? false
}

function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  requestId: string,
): void {
  const body = JSON.stringify({ code, request_id: requestId, message })
  response.statusCode = status
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(body))
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
