import 'server-only'
import type { Logger } from 'pino'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Snapshot } from '@/lib/jobs/snapshot'
import type { DashScopeClient, ListQuery } from '../dashscope/client'
import { UpstreamError } from '../dashscope/upstream-error'
import type { JobStore } from '../store/store'
import { createAccountCheck } from './admission'
import { createCallCounter } from './call-counter'
import type { Call } from './caller'
import { type Clock, systemClock } from './clock'
import { createJobFinder } from './find-job'
import { createKeeper } from './keeper'
import { LEASE_TIMES, type LeaseTimes } from './leadership'
import type { Priority } from './limiter'
import { createLiveLister, type LiveList } from './live-list'
import { createLoader } from './loader'
import { createOffice } from './office'
import type { Publisher } from './publisher'
import { createReader } from './reader'
import { createSingleFlight } from './single-flight'
import type { MirrorStatus, Readiness } from './status'
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
  readonly leaseTimes?: LeaseTimes
  /** Where the board shows several accounts: what shows them all; their jobs then say their source. */
  readonly publisher?: Publisher
}

/**
 * All jobs of an account in memory, kept true. What it gives is immutable. Of several on one store one calls DashScope,
 * and the others show what it stores.
 */
export type Mirror = {
  /**
   * Shows what the store holds, then reads on. Resolves when that is shown, or after 5 s: a store that cannot be read is
   * waited for, and `ready` says so.
   */
  start(): Promise<void>
  /** Gives up what is under way, and resolves when nothing is. */
  stop(): Promise<void>
  snapshot(): Snapshot
  /**
   * Resolves when the snapshot can be searched, and sorted by what it does not stand in, without a wait: soon after a
   * start. Who does not wait holds everybody up instead.
   */
  searchable(): Promise<void>
  status(): MirrorStatus
  ready(): Readiness
  /** As in Leadership: of several processes on one store the one that gets a number does what must be done once. */
  epoch(): number | null
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
  /** Finds a job in the mirror alone. */
  peek(job_id: string): MirroredJob | undefined
  /**
   * Asks DashScope what the mirror does not hold, under its rate. Of questions with one key one is under way at a time:
   * the key must tell the kind of question, too. Throws UpstreamError. What nobody waits for is asked as `sweep`: it
   * comes last, and waits for as long as calls are paused.
   */
  ask<T>(key: string, call: Call<T>, priority?: Priority): Promise<T>
  /** Takes into the jobs what logs come to that are final in the store; shows it within a second. Never rejects. */
  learnLogs(): Promise<void>
  /** Whether this process is the one that calls DashScope by itself, now. */
  leads(): boolean
}

/** What a person waits for at most. */
const PATIENCE_MS = 5_000

/** Makes the mirror of one account. */
export function createMirror(settings: MirrorSettings): Mirror {
  const { source, store, log, clock = systemClock } = settings
  const account = createAccountCheck()
  const singleFlight = createSingleFlight()
  const keeper = createKeeper({
    source,
    store,
    clock,
    epoch: () => office.epoch(),
    publisher: settings.publisher,
  })
  const loader = createLoader(keeper, clock, log)
  const office = createOffice({
    ...settings,
    clock,
    keeper,
    account,
    counter: createCallCounter(clock),
    random: settings.random ?? Math.random,
    leaseTimes: settings.leaseTimes ?? LEASE_TIMES,
  })
  const parts = { keeper, account, clock, singleFlight }
  const reader = createReader({ ...parts, caller: { call: (...asked) => office.call(...asked) } })
  const findJob = createJobFinder({ ...parts, reader })
  const listLive = createLiveLister({ ...parts, reader })
  let running: Promise<void> = Promise.resolve()

  async function open(loading: ReturnType<typeof loader.load>): Promise<void> {
    const loaded = await loading
    if (loaded) await office.open(loaded)
  }

  /** Lets a question wait until the store has been read: most of them it answers. */
  async function whenOpen<T>(ask: () => Promise<T>): Promise<T> {
    await within(PATIENCE_MS, clock, running)
    return ask()
  }

  async function listUnlessWhole(query: ListQuery): Promise<LiveList> {
    const wasLoaded = loader.reason() === null
    return whenOpen(() => {
      if (!wasLoaded && office.standing().complete) throw toNotNeeded()
      return listLive(query)
    })
  }

  return {
    async start() {
      const loading = loader.load()
      running = open(loading)
      await within(PATIENCE_MS, clock, loading).catch(() => {})
    },
    async stop() {
      loader.stop()
      keeper.stop()
      await office.close()
      await running
    },
    snapshot: keeper.snapshot,
    searchable: keeper.searchable,
    status: () => ({
      ...office.standing(),
      jobs: keeper.live(),
      problem: keeper.trouble() ?? store.problem()?.message ?? null,
    }),
    ready() {
      const { synced_at, error } = office.standing()
      const loading = loader.reason()
      if (loading === null && (keeper.size() > 0 || synced_at !== null)) return { ready: true, reason: null }
      const nothing = error ? `${error.code}: ${error.message}` : 'Nothing has been read from DashScope yet.'
      return { ready: false, reason: loading ?? nothing }
    },
    epoch: office.epoch,
    look: office.look,
    refresh: () => within(PATIENCE_MS, clock, whenOpen(office.refresh)).catch(() => {}),
    listLive: (query) => within(PATIENCE_MS, clock, listUnlessWhole(query)),
    peek: keeper.get,
    findJob: (job_id) =>
      within(
        PATIENCE_MS,
        clock,
        whenOpen(() => findJob(job_id)),
      ),
    ask: (key, call, priority = 'demand') =>
      whenOpen(() => singleFlight(`ask ${key}`, () => office.call(priority, 'job', call))),
    learnLogs: () =>
      whenOpen(keeper.learnLogs).catch((error: unknown) =>
        log.warn({ error: String(error) }, 'the figures of logs cannot be read'),
      ),
    leads: () => office.epoch() !== null,
  }
}

function toNotNeeded(): UpstreamError {
  const message = 'The mirror is whole; it answers the question itself.'
  return new UpstreamError({ kind: 'not-sent', code: 'NotReady', message })
}
