import 'server-only'
import type { Logger } from 'pino'
import { UpstreamError } from '../dashscope/upstream-error'
import type { AccountCheck } from './admission'
import type { Caller } from './caller'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import { type NewestResult, readNewest } from './newest'
import { PAGE_SIZE } from './paging'
import type { Reader, ReadPage } from './reader'
import type { SingleFlight } from './single-flight'
import type { Sweeper } from './sweeper'
import { createUnfinishedReader } from './unfinished'

export type Refresher = {
  /** Refreshes from now on at its interval. */
  start(): void
  stop(): void
  /** Resolves when no refresh is under way. */
  idle(): Promise<void>
  look(): void
  /** Reads the newest page, unless that was done in the last 5 s. Rejects when it fails. */
  refreshNow(): Promise<void>
  /** When the newest page was last asked for with success. */
  syncedAt(): number | null
  nextAt(): number | null
  /** A refresh that was due has not come for three intervals. */
  isOverdue(): boolean
}

/** For so long after a look somebody counts as looking. */
export const LOOKING_MS = 60_000
/** How often while nobody looks. */
const IDLE_MS = 300_000
const SHORTEST_MS = 5_000
/** How often a total that does not match may lead to a sweep. */
const MISMATCH_MS = 60_000

/** Makes what keeps the newest and the unfinished jobs fresh. */
export function createRefresher(parts: {
  keeper: Keeper
  account: AccountCheck
  caller: Caller
  reader: Reader
  clock: Clock
  singleFlight: SingleFlight
  sweeper: Sweeper
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  refreshSeconds: number
}): Refresher {
  const { keeper, account, caller, reader, clock, singleFlight, sweeper, log } = parts
  const unfinished = createUnfinishedReader(keeper, reader)
  const lookedAtMs = parts.refreshSeconds * 1000
  let lastLookAt = Number.NEGATIVE_INFINITY
  let syncedAt: number | null = null
  /** When a page was last asked for, and whether its answer is still to come. */
  let askedAt = Number.NEGATIVE_INFINITY
  let asking = false
  let dueAt: number | null = null
  let timerAt = Number.POSITIVE_INFINITY
  let working: Promise<void> | null = null
  let started = false
  let stopped = false
  let cancel = () => {}
  let nextLongAt = 0
  /** So many jobs too few were the reason for a sweep already. */
  let sweptForMissing = 0

  const intervalMs = () =>
    clock.now() - lastLookAt < LOOKING_MS ? lookedAtMs : Math.max(IDLE_MS, lookedAtMs)
  const lastReadAt = () => Math.max(syncedAt ?? 0, sweeper.syncedAt() ?? 0)

  const newest = (): Promise<NewestResult> => singleFlight('newest', readNewestNow)

  async function readNewestNow(): Promise<NewestResult> {
    const result = await readNewest(readPage, keeper, account)
    if (result.outcome === 'foreign') account.setForeign()
    else syncedAt = askedAt
    await keeper.publish()
    return result
  }

  async function readPage(page_no: number): Promise<ReadPage> {
    try {
      const onAsk = () => {
        askedAt = clock.now()
        asking = true
      }
      return await reader.list('refresh', { page_no, page_size: PAGE_SIZE }, { onAsk })
    } finally {
      asking = false
    }
  }

  /** The newest page, then what else can have changed. */
  async function work(): Promise<void> {
    const { outcome, ids, total } = await newest()
    dueAt = null
    if (outcome === 'foreign') return
    const sinceSweepMs = clock.now() - (sweeper.lastSweepAt() ?? 0)
    const missing = (total ?? 0) - keeper.live() - sweeper.missing()
    const many = await unfinished.read(ids, sweeper.lastSweepAt())
    await keeper.publish()
    if (sweeper.isSweeping()) return
    const mismatch = missing > 0 && missing !== sweptForMissing && sinceSweepMs > MISMATCH_MS
    if (mismatch) sweptForMissing = missing
    if (outcome === 'gap' || mismatch) void sweeper.sweepNow()
    else if (many && clock.now() >= nextLongAt) void readLong(many)
  }

  /** Has pages read until all of these were seen; then leaves as much time to others as it took. */
  async function readLong(ids: ReadonlySet<string>): Promise<void> {
    const startedAt = clock.now()
    nextLongAt = Number.POSITIVE_INFINITY
    await sweeper.sweepNow(ids)
    nextLongAt = 2 * clock.now() - startedAt
  }

  async function run(): Promise<void> {
    const startedAt = clock.now()
    try {
      await work()
      schedule(startedAt + intervalMs() - clock.now())
    } catch (error) {
      // The next attempt waits at the gate for as long as the failure asks.
      const failed = error instanceof UpstreamError
      if (!failed) log.error({ error: String(error) }, 'a refresh failed')
      schedule(failed ? 0 : lookedAtMs)
    }
  }

  function schedule(ms: number): void {
    cancel()
    if (stopped || !started) return
    timerAt = clock.now() + Math.max(0, ms)
    dueAt ??= timerAt
    cancel = clock.after(Math.max(0, ms), () => {
      timerAt = Number.POSITIVE_INFINITY
      working = run().finally(() => {
        working = null
      })
    })
  }

  return {
    start() {
      started = true
      schedule(lastReadAt() + intervalMs() - clock.now())
    },
    stop() {
      stopped = true
      cancel()
    },
    idle: async () => {
      await working
    },
    look() {
      lastLookAt = clock.now()
      const wantedAt = Math.max(lastReadAt() + lookedAtMs, lastLookAt)
      if (timerAt === Number.POSITIVE_INFINITY || timerAt <= wantedAt) return
      dueAt = null
      schedule(wantedAt - lastLookAt)
    },
    async refreshNow() {
      const isRecent = clock.now() - askedAt < SHORTEST_MS
      if (isRecent ? asking : caller.press()) await newest()
    },
    syncedAt: () => syncedAt,
    nextAt: () => dueAt,
    isOverdue: () => dueAt !== null && clock.now() - dueAt > 2 * intervalMs(),
  }
}
