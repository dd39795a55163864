import 'server-only'
import type { ErrorAnswer } from '@/lib/api/error'
import { ApiError, COME_BACK_SECONDS } from './api-error'
import { getPublicServices, getServices } from './board'
import { UpstreamError } from './dashscope/upstream-error'
import { getRequestContext } from './front-door/request-context'
import type { PublicServices, Services } from './services/services'

/** What a route is given: the services, the request's parameters, its path's, and its own id. */
export type RouteInput<Given = Services> = {
  readonly services: Given
  readonly request: Request
  readonly params: URLSearchParams
  readonly path: Readonly<Record<string, string>>
  readonly requestId: string
}

type PathContext = { params: Promise<Record<string, string | string[]> | undefined> }

type Handler = (request: Request, context: PathContext) => Promise<Response>

/**
 * Makes a route handler out of what the route does: it parses, asks a service and gives the answer to a schema.
 * Every failure leaves as DashScope's error form, never with a stack. Who was not let in is told so.
 */
export function toRoute(run: (input: RouteInput) => Promise<Response>): Handler {
  return toHandler(getServices, run)
}

/** {@link toRoute} for what is open to all, signed in or not. */
export function toOpenRoute(run: (input: RouteInput<PublicServices>) => Promise<Response>): Handler {
  return toHandler(getPublicServices, run)
}

function toHandler<Given>(
  getGiven: () => Given,
  run: (input: RouteInput<Given>) => Promise<Response>,
): Handler {
  return async (request, context) => {
    const { requestId, target } = getRequestContext()
    try {
      const path = (await context.params) ?? {}
      return await run({
        services: getGiven(),
        request,
        params: new URLSearchParams(target.split('?').slice(1).join('?')),
        path: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, String(value)])),
        requestId,
      })
    } catch (error) {
      const failure = toApiError(error)
      if (failure.status === 500)
        getPublicServices().log.error({ requestId, error: toWords(error) }, 'a route failed')
      return toErrorResponse(failure, requestId)
    }
  }
}

/**
 * Anything thrown as the error that a caller is told. What DashScope fails to tell, for whatever reason of its, is 503
 * here: it was never read, and may be had later.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof UpstreamError) {
    const { code, message, retryAfterMs, requestId } = error
    const retryAfter = retryAfterMs === null ? COME_BACK_SECONDS : Math.ceil(retryAfterMs / 1000)
    return new ApiError(503, code, message, retryAfter, requestId)
  }
  return new ApiError(500, 'InternalError', 'Tuneboard failed to answer; its log says why.')
}

function toWords(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function toErrorResponse(error: ApiError, requestId: string): Response {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' })
  if (error.retryAfter !== null) headers.set('retry-after', String(error.retryAfter))
  const body: ErrorAnswer = {
    code: error.code,
    request_id: requestId,
    message: error.message,
    ...(error.upstreamRequestId === null ? {} : { upstream_request_id: error.upstreamRequestId }),
  }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}
