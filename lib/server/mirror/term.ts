import 'server-only'
import type { Logger } from 'pino'
import type { DashScopeClient } from '../dashscope/client'
import type { AccountCheck } from './admission'
import type { CallCounter } from './call-counter'
import { type Caller, createCaller } from './caller'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import { createLimiter } from './limiter'
import { createReader } from './reader'
import { createRefresher } from './refresher'
import { createSingleFlight } from './single-flight'
import type { Standing } from './standing'
import { createSweeper } from './sweeper'

/** The time in which this process is the one that calls DashScope. */
export type Term = {
  readonly caller: Caller
  /** Begins to read; returns at once. */
  start(): void
  look(): void
  /** Reads the newest page unless that was done in the last 5 s. Rejects when it fails. */
  refresh(): Promise<void>
  standing(): Standing
  /** Gives up what is under way, and resolves when nothing is. */
  stop(): Promise<void>
}

export type TermSettings = {
  readonly client: DashScopeClient
  readonly keeper: Keeper
  readonly account: AccountCheck
  readonly counter: CallCounter
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly random: () => number
  readonly refreshSeconds: number
  readonly sweepSeconds: number
  /** Calls a second. */
  readonly rps: number
  readonly mayCall: () => boolean
  /** As in CallerSettings. */
  readonly queueLimit: number
}

/** Makes a term that goes on from how the mirror stands. */
export function createTerm(settings: TermSettings, before: Standing): Term {
  const { keeper, account, counter, clock } = settings
  const limiter = createLimiter({ rps: settings.rps, clock })
  const caller = createCaller({ ...settings, limiter })
  const reader = createReader({ caller, keeper, clock })
  const parts = { ...settings, caller, reader, singleFlight: createSingleFlight(), mayRetry: caller.mayRetry }
  const sweeper = createSweeper(parts)
  const refresher = createRefresher({ ...parts, sweeper })
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function run(): Promise<void> {
    sweeper.resume(before.lastSweepAt)
    if (!sweeper.isComplete()) await sweeper.sweepNow()
    if (stopped) return
    refresher.start()
    sweeper.start()
  }

  return {
    caller,
    start() {
      running = run()
    },
    look: refresher.look,
    refresh: refresher.refreshNow,
    standing() {
      const failure = caller.lastError()
      const foreign = account.isForeign()
      return {
        synced_at:
          Math.max(refresher.syncedAt() ?? 0, sweeper.syncedAt() ?? 0, before.synced_at ?? 0) || null,
        complete: sweeper.isComplete(),
        stale: failure !== null || foreign || refresher.isOverdue(),
        error: failure
          ? { code: failure.code, message: failure.message, request_id: failure.requestId }
          : foreign
            ? { code: 'AccountChanged', message: FOREIGN, request_id: null }
            : null,
        sweep: sweeper.progress(),
        nextRefreshAt: refresher.nextAt(),
        lastSweepAt: sweeper.lastSweepAt(),
        callsLastHour: counter.lastHour(),
        pausedUntil: caller.pausedUntil(),
        breaker: caller.breaker(),
      }
    },
    async stop() {
      stopped = true
      sweeper.stop()
      refresher.stop()
      caller.stop()
      keeper.yield()
      await Promise.all([running, sweeper.idle(), refresher.idle()])
    },
  }
}

const FOREIGN =
  'The account that answers has no job in common with the one that is shown. If that is meant, start with another DATABASE_URL.'
