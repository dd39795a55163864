import 'server-only'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import { ApiError } from '../api-error'
import { toAnsweredJob } from './list-jobs'
import type { Services } from './services'

/**
 * One job by its id. One that the mirror lacks is asked for upstream once.
 * @throws ApiError 404 where there is none; UpstreamError where DashScope could not tell
 */
export async function getJob(
  { mirror }: Services,
  job_id: string,
): Promise<{ output: Job; entry: MirroredJob }> {
  mirror.look()
  const entry = await mirror.findJob(job_id)
  if (!entry) throw new ApiError(404, 'NotFound', 'There is no job of this id in the account.')
  return { output: toAnsweredJob(entry), entry }
}
