import 'server-only'
import type { JobCheckpointsAnswer } from '@/lib/api/job-checkpoints'
import { type ShownCheckpoint, toShownCheckpoints } from '@/lib/jobs/checkpoints'
import type { MirroredJob } from '@/lib/jobs/job'
import { type Settled, settle } from '../settle'
import { getJob, toSources } from './get-job'
import { toLogState } from './log-state'
import { toMirrorState } from './mirror-state'
import { isUnanswered, requireRead, SOON_MS } from './part'
import type { Services } from './services'

const WHAT = 'The list of checkpoints'

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
  requireRead(known, entry, WHAT)
  const output = known.list.map((one) => ({ ...one }))
  return {
    output,
    log: toLogState(known, output.length, output.length),
    mirror: toMirrorState(services, toSources(entry)),
  }
}

/** The checkpoints for a page, as `lookAtLog` gives the log. Never rejects. */
export async function lookAtCheckpoints(
  services: Services,
  entry: MirroredJob,
): Promise<Settled<readonly ShownCheckpoint[]> | null> {
  const known = await services.checkpoints.read(entry, SOON_MS)
  if (isUnanswered(known, entry)) return null
  return settle(async () => {
    requireRead(known, entry, WHAT)
    return toShownCheckpoints(known.list, services.clock())
  })
}
