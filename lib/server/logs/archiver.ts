import 'server-only'
import type { Logger } from 'pino'
import type { MirroredJob } from '@/lib/jobs/job'
import { isJobId } from '../dashscope/job-id'
import type { Clock } from '../mirror/clock'
import type { Mirror } from '../mirror/mirror'
import type { CheckpointBook } from './checkpoint-book'
import { isOver } from './is-settled'
import type { LogBook } from './log-book'

export type Archiver = {
  start(): void
  /** Lets the reading under way end by itself, and begins no other. */
  stop(): void
}

/** How long the beginning of a board is left to people. */
const BEGIN_MS = 30_000
/** How often one looks whether there is something to do. */
const IDLE_MS = 5_000
/** A job that gives nothing final is tried again after so long, and so often. */
const AGAIN_MS = 60_000
const MOST_ATTEMPTS = 5
/** Jobs that ended while the board ran are looked for among so many ended ones at least. */
const LEAST_SEEN = 1_000

/**
 * Makes what reads log and checkpoints of ended jobs once, looked at or not: those that end while the board runs at once,
 * and of the others the newest `backfill` ones, newest first. Only the process that leads does so, one job at a time,
 * behind all other calls, and with at most `callsPerSecond` on average.
 */
export function createArchiver(parts: {
  mirror: Pick<Mirror, 'snapshot' | 'status' | 'leads'>
  /** The account's name where the board shows several: whose jobs are meant. */
  source?: string | undefined
  logs: LogBook
  checkpoints: CheckpointBook
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  /** `null`: nothing is read. */
  backfill: number | null
  callsPerSecond: number
}): Archiver {
  const { mirror, source, logs, checkpoints, clock, log, backfill, callsPerSecond } = parts
  const attempts = new Map<string, { count: number; at: number }>()
  const startedAt = clock.now()
  let stopped = false
  let cancel = () => {}

  function isFree({ job_id, log, deletedAt }: MirroredJob): boolean {
    if (log !== null || deletedAt !== null || !isJobId(job_id)) return false
    const before = attempts.get(job_id)
    return !before || (before.count < MOST_ATTEMPTS && clock.now() - before.at >= AGAIN_MS)
  }

  function selectNext(most: number): MirroredJob | null {
    const isBegun = clock.now() - startedAt >= BEGIN_MS
    let ended = 0
    let older: MirroredJob | null = null
    for (const entry of mirror.snapshot().jobs) {
      if (entry.source !== source || !isOver(entry)) continue
      if (++ended > Math.max(most, LEAST_SEEN)) break
      if (!isFree(entry)) continue
      if ((entry.endedAt ?? 0) >= startedAt) return entry
      if (ended <= most && isBegun) older ??= entry
    }
    return older
  }

  async function archive(entry: MirroredJob): Promise<void> {
    const { job_id } = entry
    const count = (attempts.get(job_id)?.count ?? 0) + 1
    attempts.set(job_id, { count, at: clock.now() })
    // Models without checkpoints may answer with an error; the log counts.
    await checkpoints.archive(entry)
    if (await logs.archive(entry)) attempts.delete(job_id)
  }

  async function work(): Promise<void> {
    const most = backfill ?? 0
    const entry = mirror.leads() && mirror.status().complete ? selectNext(most) : null
    try {
      if (entry) await archive(entry)
    } catch (error) {
      log.warn({ job_id: entry?.job_id, error: String(error) }, 'a job could not be archived')
    }
    schedule(entry ? 2000 / callsPerSecond : IDLE_MS)
  }

  function schedule(ms: number): void {
    if (!stopped) cancel = clock.after(ms, () => void work())
  }

  return {
    start() {
      if (backfill !== null) schedule(IDLE_MS)
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
