import 'server-only'
import type { LogState } from '@/lib/api/log-state'
import { ApiError, COME_BACK_SECONDS } from '../api-error'
import type { UpstreamError } from '../dashscope/upstream-error'
import { toApiError } from '../route'

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

/** Why there is nothing to show: 503, for it may come. */
export function toUnread(error: UpstreamError | null, what: string): ApiError {
  if (error) return toApiError(error)
  return new ApiError(503, 'NotReady', `${what} is being read; ask again.`, COME_BACK_SECONDS)
}
