import 'server-only'

/**
 * What went wrong: `http` an error that DashScope (or a gateway before it) answered, `not-sent` a call that was never
 * made, `aborted` one that the board itself gave up because it stops.
 */
export type UpstreamErrorKind =
  | 'http'
  | 'unreachable'
  | 'timeout'
  | 'bad-answer'
  | 'too-large'
  | 'redirected'
  | 'not-sent'
  | 'aborted'

export type UpstreamFault = {
  readonly kind: UpstreamErrorKind
  /** DashScope's own code where it said one, else `Unreachable`, `Timeout`, `BadAnswer`, `TooLarge` or `Redirected`. */
  readonly code: string
  readonly message: string
  /** HTTP status of the upstream's answer, `null` where none came. */
  readonly httpStatus?: number | null
  /** DashScope's id of the failed call. */
  readonly requestId?: string | null
  /** Milliseconds that the upstream asked to wait, as it said it. */
  readonly retryAfterMs?: number | null
}

/** A call to DashScope that failed. Carries no request, no header and no cause: the key could ride along in them. */
export class UpstreamError extends Error {
  /** Next bundles routes and instrumentation apart, so this class exists several times: the name tells, not the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UpstreamError'
  }

  readonly kind: UpstreamErrorKind
  readonly code: string
  readonly httpStatus: number | null
  readonly requestId: string | null
  readonly retryAfterMs: number | null

  constructor(fault: UpstreamFault) {
    super(fault.message)
    this.name = 'UpstreamError'
    this.kind = fault.kind
    this.code = fault.code
    this.httpStatus = fault.httpStatus ?? null
    this.requestId = fault.requestId ?? null
    this.retryAfterMs = fault.retryAfterMs ?? null
  }
}
