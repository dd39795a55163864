import 'server-only'
import type { LogState } from '@/lib/api/log-state'
import type { LogCurves } from '@/lib/jobs/curves'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import type { TrainingMetrics } from '@/lib/jobs/training-log'
import type { KnownLog } from '../logs/book'
import type { LogNumbers } from '../logs/log-numbers'
import { type Settled, settle } from '../settle'
import { toLogState } from './log-state'
import { isUnanswered, requireRead, SOON_MS } from './part'
import type { Services } from './services'

export type WholeLog = {
  readonly lines: readonly Json[]
  readonly metrics: TrainingMetrics
  readonly curves: LogCurves
  readonly log: LogState
}

/**
 * All lines of a job's log that are here, and their numbers.
 * @throws ApiError 503 while the log was never read
 */
export async function getWholeLog(services: Services, entry: MirroredJob): Promise<WholeLog> {
  return toWholeLog(await services.logs.read(entry, Number.POSITIVE_INFINITY), entry)
}

/** The log for a page, as far as it is at hand soon; `null` while the first answer is waited for. Never rejects. */
export async function lookAtLog(services: Services, entry: MirroredJob): Promise<Settled<WholeLog> | null> {
  const known = await services.logs.read(entry, Number.POSITIVE_INFINITY, SOON_MS)
  if (isUnanswered(known, entry)) return null
  const isGrowing = known.lines.length < known.total
  return settle(async () => (isGrowing ? getWholeLog(services, entry) : toWholeLog(known, entry)))
}

function toWholeLog(known: KnownLog, entry: MirroredJob): WholeLog {
  requireRead(known, entry)
  return {
    lines: known.lines,
    metrics: known.metrics(),
    curves: known.curves(),
    log: toLogState(known, known.lines.length, known.total),
  }
}

/**
 * The numbers of a job's log.
 * @throws ApiError 503 while the log was never read
 */
export async function getLogNumbers(services: Services, entry: MirroredJob): Promise<LogNumbers> {
  const known = await services.logs.numbers(entry)
  requireRead(known, entry)
  return known
}
