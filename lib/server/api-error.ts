import 'server-only'

/** Seconds after which what was never read may be there. */
export const COME_BACK_SECONDS = 5

/** A request that is answered with DashScope's error form `{code, request_id, message}`. */
export class ApiError extends Error {
  /** As of UpstreamError: Next bundles routes and instrumentation apart. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ApiError'
  }

  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Seconds after which asking again may help. */
    readonly retryAfter: number | null = null,
    /** DashScope's own id of the request that failed, for its support. */
    readonly upstreamRequestId: string | null = null,
  ) {
    super(message)
  }
}
