import 'server-only'
import type { JobCheckpointsAnswer } from '@/lib/api/job-checkpoints'
import { getJob, toSources } from './get-job'
import { isWaiting } from './get-job-logs'
import { toLogState, toUnread } from './log-state'
import { toMirrorState } from './mirror-state'
import type { Services } from './services'

/**
 * The checkpoints of a job as DashScope sent them, in its order.
 * @throws ApiError 404 where there is no job, 503 while they were never read
 */
export async function getJobCheckpoints(
  services: Services,
  job_id: string,
): Promise<Omit<JobCheckpointsAnswer, 'request_id'>> {
  const { entry } = await getJob(services, job_id)
  const known = await services.checkpoints.read(entry)
  if (known.readAt === null && (known.error !== null || !isWaiting(entry.status)))
    throw toUnread(known.error, 'The list of checkpoints')
  const output = known.list.map((one) => ({ ...one }))
  return {
    output,
    log: toLogState(known, output.length, output.length),
    mirror: toMirrorState(services, toSources(entry)),
  }
}
