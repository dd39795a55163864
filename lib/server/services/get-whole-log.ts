import 'server-only'
import type { LogState } from '@/lib/api/log-state'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import type { TrainingMetrics } from '@/lib/jobs/training-log'
import { isWaiting } from './get-job-logs'
import { toLogState, toUnread } from './log-state'
import type { Services } from './services'

export type WholeLog = {
  readonly lines: readonly Json[]
  readonly metrics: TrainingMetrics
  readonly log: LogState
}

/**
 * All lines of a job's log that are here, and their numbers.
 * @throws ApiError 503 while the log was never read
 */
export async function getWholeLog(services: Services, entry: MirroredJob): Promise<WholeLog> {
  const known = await services.logs.read(entry, Number.POSITIVE_INFINITY)
  if (known.readAt === null && (known.error !== null || !isWaiting(entry.status)))
    throw toUnread(known.error, 'The log')
  return {
    lines: known.lines,
    metrics: known.metrics(),
    log: toLogState(known, known.lines.length, known.total),
  }
}
