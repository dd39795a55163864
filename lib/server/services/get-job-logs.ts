import 'server-only'
import type { JobLogsAnswer } from '@/lib/api/job-logs'
import type { LogWindow } from '@/lib/api/log-query'
import { getJob, toSources } from './get-job'
import { toLogState, toUnread } from './log-state'
import { toMirrorState } from './mirror-state'
import { requireRead } from './part'
import type { Services } from './services'

/**
 * Lines of a job's log, as DashScope gives them, and a tag that differs for different answers.
 * @throws ApiError 404 where there is no job, 503 while the lines were never read
 */
export async function getJobLogs(
  services: Services,
  job_id: string,
  { offset, line }: LogWindow,
): Promise<{ answer: Omit<JobLogsAnswer, 'request_id'>; version: string }> {
  const { entry } = await getJob(services, job_id)
  const known = await services.logs.read(entry, offset + line)
  const { lines, total } = known
  const isMissing = lines.length < Math.min(offset + line, total)
  requireRead(known, entry)
  if (isMissing && lines.length <= offset) throw toUnread(known.error, 'The log')
  return {
    answer: {
      output: { total, logs: lines.slice(offset, offset + line) },
      log: toLogState(known, lines.length, total),
      mirror: toMirrorState(services, toSources(entry)),
    },
    version: JSON.stringify([known.version, offset, line]),
  }
}
