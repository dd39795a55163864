import 'server-only'
import type { Logger } from 'pino'
import { UpstreamError } from '../dashscope/upstream-error'
import type { AccountCheck } from './admission'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import { PAGE_SIZE } from './paging'
import type { Reader, ReadPage } from './reader'
import { type SweepProgress, sweep } from './sweep'

export type Sweeper = {
  /** Goes on from a sweep that ended at this time in an earlier life. */
  resume(lastSweepAt: number | null): void
  /** Sweeps from now on at its interval. */
  start(): void
  stop(): void
  /** Resolves when no sweep is under way. */
  idle(): Promise<void>
  /** Sweeps, after the sweep under way if there is one; `until` as in SweepOptions. Never rejects. */
  sweepNow(until?: ReadonlySet<string>): Promise<void>
  isSweeping(): boolean
  isComplete(): boolean
  progress(): SweepProgress | null
  lastSweepAt(): number | null
  /** When the sweep last had an answer to its first page, which is the newest one. */
  syncedAt(): number | null
  /** How many jobs DashScope counts that no sweep ever saw. */
  missing(): number
}

/** After a sweep that could not read all. */
const AGAIN_MS = 60_000

/** Makes what decides when the account is read as a whole, and keeps what came of it. */
export function createSweeper(parts: {
  keeper: Keeper
  account: AccountCheck
  reader: Reader
  mayRetry: () => boolean
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  sweepSeconds: number
}): Sweeper {
  const { keeper, account, reader, clock, log } = parts
  const intervalMs = parts.sweepSeconds * 1000
  let queue: Promise<void> = Promise.resolve()
  let progress: SweepProgress | null = null
  let complete = false
  let lastSweepAt: number | null = null
  let syncedAt: number | null = null
  let missing: number | null = null
  let stopped = false
  let cancel = () => {}

  async function readPage(page_no: number, attempt: number): Promise<ReadPage> {
    const read = await reader.list('sweep', { page_no, page_size: PAGE_SIZE }, { attempt })
    if ((page_no === 1 || !complete) && account.isSame()) syncedAt = read.askedAt
    return read
  }

  /** One sweep; gives the milliseconds until the next one. */
  async function sweepOnce(until: ReadonlySet<string> | undefined): Promise<number> {
    const startedAt = clock.now()
    progress = { seen: 0, total: null }
    try {
      const result = await sweep({
        readPage,
        keeper,
        account,
        onProgress(now) {
          progress = now
        },
        isWorthRetrying: (error) => !stopped && error instanceof UpstreamError,
        mayRetry: parts.mayRetry,
        ...(until ? { until } : {}),
        usualMissing: missing,
      })
      const ms = clock.now() - startedAt
      log.info({ ...progress, ...result, ms }, 'a sweep ended')
      if (result.outcome === 'foreign') account.setForeign()
      if (result.outcome === 'partial') return Math.min(AGAIN_MS, intervalMs)
      if (result.outcome === 'whole') {
        complete = true
        lastSweepAt = clock.now()
        missing = Math.min(missing ?? result.missing, result.missing)
        if (keeper.size() > 0) account.guard()
      }
      return Math.max(0, intervalMs - ms)
    } catch (error) {
      if (!stopped) log.error({ error: String(error) }, 'a sweep failed')
      return Math.min(AGAIN_MS, intervalMs)
    } finally {
      progress = null
    }
  }

  function schedule(ms: number): void {
    cancel()
    if (!stopped) cancel = clock.after(Math.min(ms, LONGEST_TIMER_MS), () => void enqueue(undefined))
  }

  function enqueue(until: ReadonlySet<string> | undefined): Promise<void> {
    queue = queue.then(async () => {
      if (stopped) return
      const pauseMs = await sweepOnce(until)
      if (!until) schedule(pauseMs)
    })
    return queue
  }

  return {
    resume(at) {
      lastSweepAt = at
      complete = at !== null
    },
    start: () =>
      schedule(
        lastSweepAt === null
          ? Math.min(AGAIN_MS, intervalMs)
          : // A clock that was set back must not put it off for longer than the interval.
            Math.min(Math.max(0, lastSweepAt + intervalMs - clock.now()), intervalMs),
      ),
    stop() {
      stopped = true
      cancel()
    },
    idle: () => queue,
    sweepNow: enqueue,
    isSweeping: () => progress !== null,
    isComplete: () => complete,
    progress: () => progress,
    lastSweepAt: () => lastSweepAt,
    syncedAt: () => syncedAt,
    missing: () => missing ?? 0,
  }
}

/** A timer of more than 2^31 ms would run at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
