import 'server-only'
import type { Logger } from 'pino'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Snapshot } from '@/lib/jobs/snapshot'
import type { DashScopeClient, ListQuery } from '../dashscope/client'
import type { JobStore } from '../store/store'
import { createAccountCheck } from './admission'
import { type Call, createCaller } from './caller'
import { type Clock, systemClock } from './clock'
import { createJobFinder } from './find-job'
import { createKeeper } from './keeper'
import { createLiveLister, type LiveList } from './live-list'
import { createReader } from './reader'
import { createRefresher } from './refresher'
import { createSingleFlight } from './single-flight'
import type { MirrorStatus, Readiness } from './status'
import { createSweeper } from './sweeper'
import { within } from './within'

export type MirrorSettings = {
  /** Under which the store keeps the jobs. */
  readonly source: string
  readonly client: DashScopeClient
  readonly store: JobStore
  /** How often the newest page is read while somebody looks. */
  readonly refreshSeconds: number
  /** How often the whole account is read. */
  readonly sweepSeconds: number
  /** Upper bound of calls a second. */
  readonly upstreamRps: number
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly clock?: Clock
  readonly random?: () => number
}

/** All jobs of an account in memory, kept true. What it gives is immutable. */
export type Mirror = {
  /** Starts reading; returns at once. */
  start(): void
  /** Gives up what is under way, and resolves when nothing is. */
  stop(): Promise<void>
  snapshot(): Snapshot
  status(): MirrorStatus
  ready(): Readiness
  /** Says that somebody looks: a visible tab asked. Keeps the newest jobs fresh for a minute. */
  look(): void
  /** Reads the newest page now (at most once in 5 s) and waits for it at most 5 s. Failures show in `status`. */
  refresh(): Promise<void>
  /**
   * Passes a query to DashScope, for as long as the mirror is not complete. Throws UpstreamError when DashScope fails or
   * takes longer than 5 s.
   */
  listLive(query: ListQuery): Promise<LiveList>
  /**
   * Finds a job in the mirror, else upstream; `null` if there is none. Throws UpstreamError when it cannot be known
   * within 5 s.
   */
  findJob(job_id: string): Promise<MirroredJob | null>
  /**
   * Asks DashScope what the mirror does not hold, under its rate. Of questions with one key one is under way at a time:
   * the key must tell the kind of question, too. Throws UpstreamError.
   */
  ask<T>(key: string, call: Call<T>): Promise<T>
}

/** What a person waits for at most. */
const PATIENCE_MS = 5_000

/** Makes the mirror of one account. */
export function createMirror(settings: MirrorSettings): Mirror {
  const { source, client, store, log, clock = systemClock } = settings
  const random = settings.random ?? Math.random
  const caller = createCaller({ client, rps: settings.upstreamRps, clock, log, random })
  const keeper = createKeeper({ source, store, clock })
  const account = createAccountCheck()
  const singleFlight = createSingleFlight()
  const reader = createReader({ caller, keeper, clock })
  const parts = { keeper, account, caller, reader, clock, singleFlight, log }
  const findJob = createJobFinder(parts)
  const listLive = createLiveLister(parts)
  const sweeper = createSweeper({ ...parts, sweepSeconds: settings.sweepSeconds })
  const refresher = createRefresher({ ...parts, sweeper, refreshSeconds: settings.refreshSeconds })
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function run(): Promise<void> {
    try {
      sweeper.resume(await keeper.load())
      await keeper.publish()
      if (keeper.size() > 0) account.doubt()
    } catch (error) {
      log.error({ error: String(error) }, 'the store cannot be read; the mirror starts empty')
    }
    if (stopped) return
    if (!sweeper.isComplete()) await sweeper.sweepNow()
    refresher.start()
    sweeper.start()
  }

  const syncedAt = () => Math.max(refresher.syncedAt() ?? 0, sweeper.syncedAt() ?? 0) || null

  return {
    start() {
      running = run()
    },
    async stop() {
      stopped = true
      sweeper.stop()
      refresher.stop()
      caller.stop()
      await Promise.all([running, sweeper.idle(), refresher.idle()])
    },
    snapshot: keeper.snapshot,
    status() {
      const failure = caller.lastError()
      const foreign = account.isForeign()
      return {
        synced_at: syncedAt(),
        complete: sweeper.isComplete(),
        stale: failure !== null || foreign || refresher.isOverdue(),
        jobs: keeper.live(),
        error: failure
          ? { code: failure.code, message: failure.message, request_id: failure.requestId }
          : foreign
            ? { code: 'AccountChanged', message: FOREIGN, request_id: null }
            : null,
        sweep: sweeper.progress(),
        nextRefreshAt: refresher.nextAt(),
        lastSweepAt: sweeper.lastSweepAt(),
        callsLastHour: caller.callsLastHour(),
        pausedUntil: caller.pausedUntil(),
      }
    },
    ready() {
      if (keeper.size() > 0 || syncedAt() !== null) return { ready: true, reason: null }
      const failure = caller.lastError()
      return {
        ready: false,
        reason: failure ? `${failure.code}: ${failure.message}` : 'Nothing has been read from DashScope yet.',
      }
    },
    look: () => refresher.look(),
    refresh: () => within(PATIENCE_MS, clock, refresher.refreshNow()).catch(() => {}),
    listLive: (query) => within(PATIENCE_MS, clock, listLive(query)),
    findJob: (job_id) => within(PATIENCE_MS, clock, findJob(job_id)),
    ask: (key, call) => singleFlight(`ask ${key}`, () => caller.call('demand', 'job', call)),
  }
}

const FOREIGN =
  'The account that answers has no job in common with the one that is shown. If that is meant, start with another DATABASE_URL.'
