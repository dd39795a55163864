import 'server-only'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import { ApiError } from '../api-error'
import { toAnsweredJob } from './list-jobs'
import type { Services } from './services'

/**
 * One job by its id, or by `source:job_id`. One that the mirror lacks is asked for upstream once.
 * @throws ApiError 404 where there is none, 409 where several accounts have one; UpstreamError where DashScope could not tell
 */
export async function getJob(
  { mirror }: Services,
  ref: string,
): Promise<{ output: Job; entry: MirroredJob }> {
  mirror.look()
  const entry = await mirror.findJob(ref)
  if (!entry) throw new ApiError(404, 'NotFound', 'There is no job of this id in the account.')
  return { output: toAnsweredJob(entry), entry }
}

/** The source that a job names, as a query would; none where the board shows one account. */
export function toSources({ source }: Pick<MirroredJob, 'source'>): string[] {
  return source === undefined ? [] : [source]
}
