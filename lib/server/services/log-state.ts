import 'server-only'
import type { LogState } from '@/lib/api/log-state'
import { ApiError } from '../api-error'
import type { UpstreamError } from '../dashscope/upstream-error'
import { toApiError } from '../route'

/** Seconds after which what was never read may be there. */
const COME_BACK_SECONDS = 5

type Known = {
  readonly readAt: number | null
  readonly isFinal: boolean
  readonly error: UpstreamError | null
}

/** How true a log or a list of checkpoints is, as answers tell it. */
export function toLogState({ readAt, isFinal, error }: Known, read: number, total: number): LogState {
  return {
    read_at: readAt === null ? null : new Date(readAt).toISOString(),
    total,
    read,
    final: isFinal,
    stale: error !== null,
    ...(error
      ? {
          error: {
            code: error.code,
            message: error.message,
            ...(error.requestId ? { request_id: error.requestId } : {}),
          },
        }
      : {}),
  }
}

/** Why there is nothing to show: what DashScope says of the job, else 503, for it may come. */
export function toUnread(error: UpstreamError | null, what: string): ApiError {
  if (!error) return new ApiError(503, 'NotReady', `${what} is being read; ask again.`, COME_BACK_SECONDS)
  const failure = toApiError(error)
  if (error.kind === 'http' && (error.httpStatus === 400 || error.httpStatus === 404)) return failure
  return new ApiError(
    503,
    error.code,
    error.message,
    failure.retryAfter ?? COME_BACK_SECONDS,
    error.requestId,
  )
}
