import 'server-only'
import type { Logger } from 'pino'
import { UpstreamError } from '../dashscope/upstream-error'
import type { AccountCheck } from './admission'
import type { Caller } from './caller'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import { type NewestResult, readNewest } from './newest'
import { PAGE_SIZE } from './paging'
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

const LOOKING_MS = 60_000
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
  clock: Clock
  singleFlight: SingleFlight
  sweeper: Sweeper
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  refreshSeconds: number
}): Refresher {
  const { keeper, account, caller, clock, singleFlight, sweeper, log } = parts
  const unfinished = createUnfinishedReader(keeper, caller)
  const lookedAtMs = parts.refreshSeconds * 1000
  let lastLookAt = Number.NEGATIVE_INFINITY
  let syncedAt: number | null = null
  let lastTryAt = Number.NEGATIVE_INFINITY
  let lastPressAt = Number.NEGATIVE_INFINITY
  let dueAt: number | null = null
  let timerAt = Number.POSITIVE_INFINITY
  let working: Promise<void> | null = null
  let started = false
  let stopped = false
  let cancel = () => {}
  let nextLongAt = 0

  const intervalMs = () =>
    clock.now() - lastLookAt < LOOKING_MS ? lookedAtMs : Math.max(IDLE_MS, lookedAtMs)
  const lastReadAt = () => Math.max(syncedAt ?? 0, sweeper.syncedAt() ?? 0)

  const newest = (): Promise<NewestResult> => singleFlight('newest', readNewestNow)

  async function readNewestNow(): Promise<NewestResult> {
    lastTryAt = clock.now()
    let askedAt = lastTryAt
    const result = await readNewest(
      async (page_no) => {
        askedAt = clock.now()
        return caller.call('refresh', 'account', (client, signal) =>
          client.listJobs({ page_no, page_size: PAGE_SIZE }, signal),
        )
      },
      keeper,
      account,
    )
    lastTryAt = clock.now()
    if (result.outcome === 'foreign') account.setForeign()
    else syncedAt = askedAt
    keeper.snapshot(true)
    return result
  }

  /** The newest page, then what else can have changed. */
  async function work(): Promise<void> {
    const { outcome, ids, total } = await newest()
    dueAt = null
    if (outcome === 'foreign') return
    const sinceSweepMs = clock.now() - (sweeper.lastSweepAt() ?? 0)
    const missing = (total ?? 0) - keeper.live() - sweeper.missing()
    const many = await unfinished.read(ids)
    keeper.snapshot(true)
    if (sweeper.isSweeping()) return
    if (outcome === 'gap' || (missing > 0 && sinceSweepMs > MISMATCH_MS)) void sweeper.sweepNow()
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
      const now = clock.now()
      if (caller.lastError() && now - lastPressAt >= SHORTEST_MS) {
        lastPressAt = now
        if (!caller.press()) return
      } else if (now - lastTryAt < SHORTEST_MS) {
        return
      }
      await newest()
    },
    syncedAt: () => syncedAt,
    nextAt: () => dueAt,
    isOverdue: () => dueAt !== null && clock.now() - dueAt > 2 * intervalMs(),
  }
}
