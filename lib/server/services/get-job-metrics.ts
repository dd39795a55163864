import 'server-only'
import type { JobMetricsAnswer } from '@/lib/api/job-metrics'
import { getJob, toSources } from './get-job'
import { toLogState } from './log-state'
import { toMirrorState } from './mirror-state'
import { requireRead } from './part'
import type { Services } from './services'

/**
 * The numbers of a job's log, as far as it has been read (`log` says how far), and a tag that differs for different
 * answers.
 * @throws ApiError 404 where there is no job, 503 while the log was never read
 */
export async function getJobMetrics(
  services: Services,
  job_id: string,
): Promise<{ answer: Omit<JobMetricsAnswer, 'request_id'>; version: string }> {
  const { entry } = await getJob(services, job_id)
  const known = await services.logs.read(entry, Number.POSITIVE_INFINITY)
  requireRead(known, entry)
  return {
    answer: {
      output: known.metrics(),
      log: toLogState(known, known.lines.length, known.total),
      mirror: toMirrorState(services, toSources(entry)),
    },
    version: known.version,
  }
}
