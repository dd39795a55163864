import 'server-only'
import type { BreakerState } from './caller'
import type { SweepProgress } from './sweep'

/** How true the mirror is. Times are milliseconds since 1970. */
export type MirrorStatus = {
  /** When DashScope was last asked for the newest jobs and answered. */
  readonly synced_at: number | null
  /** Whether the whole account has been read once. */
  readonly complete: boolean
  /** The last call failed, or a refresh that was due has not come. */
  readonly stale: boolean
  /** Jobs in the snapshot that are not deleted. */
  readonly jobs: number
  /** `request_id` is DashScope's. */
  readonly error: {
    readonly code: string
    readonly message: string
    readonly request_id: string | null
  } | null
  /** The reading of the whole account that is under way. */
  readonly sweep: SweepProgress | null
  readonly nextRefreshAt: number | null
  readonly lastSweepAt: number | null
  readonly callsLastHour: number
  /** Until when no call is made after failures; `null` while calls are made. */
  readonly pausedUntil: number | null
  readonly breaker: BreakerState
  /** Why the store keeps nothing new now, or less than it should; `null` when all is well. */
  readonly problem: string | null
}

/** Of one of several accounts. */
export type NamedStatus = MirrorStatus & { readonly name: string }

/** How true what the board shows is; `sources` says it of each account where there are several. */
export type BoardStatus = MirrorStatus & { readonly sources?: readonly NamedStatus[] }

export type Readiness =
  | { readonly ready: true; readonly reason: null }
  | { readonly ready: false; readonly reason: string }
