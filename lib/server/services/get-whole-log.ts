import 'server-only'
import type { LogState } from '@/lib/api/log-state'
import type { LogCurves } from '@/lib/jobs/curves'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import type { TrainingMetrics } from '@/lib/jobs/training-log'
import type { LogNumbers } from '../logs/log-numbers'
import { isWaiting } from './get-job-logs'
import { toLogState, toUnread } from './log-state'
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
  const known = await services.logs.read(entry, Number.POSITIVE_INFINITY)
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

/** @throws ApiError 503 where a log was never read; that of a job that has not begun is empty */
export function requireRead(
  { readAt, error }: Pick<LogNumbers, 'readAt' | 'error'>,
  { status }: MirroredJob,
): void {
  if (readAt === null && (error !== null || !isWaiting(status))) throw toUnread(error, 'The log')
}
