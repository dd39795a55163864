import 'server-only'
import type { Results } from '@/lib/jobs/compare'
import { MAX_JOBS } from '@/lib/jobs/compare-query'
import type { MirroredJob } from '@/lib/jobs/job'
import type { MetricPoint } from '@/lib/jobs/training-log'
import { isJobId } from '../dashscope/job-id'
import { settle } from '../settle'
import { getJob } from './get-job'
import type { Services } from './services'

/** Why a job that was asked for is not in the comparison. */
export type LeftOut =
  | { readonly reason: 'id' | 'unknown'; readonly id: string }
  | { readonly reason: 'failed'; readonly id: string; readonly message: string }
  | { readonly reason: 'many'; readonly count: number }

/** A job with what its log came to; no results and no points where the log was not read. */
export type FoundJob = {
  readonly entry: MirroredJob
  readonly results: Results | null
  readonly points: readonly MetricPoint[]
}

/** The jobs of a comparison in the order asked for, at most {@link MAX_JOBS}, and what cannot be among them. Never throws. */
export async function findComparedJobs(
  services: Services,
  ids: readonly string[],
): Promise<{ jobs: FoundJob[]; leftOut: LeftOut[] }> {
  const jobs: FoundJob[] = []
  const leftOut: LeftOut[] = []
  const wanted = ids.slice(0, MAX_JOBS)
  const found = await Promise.all(
    wanted.map((id) => (isJobId(id) ? settle(() => getJob(services, id)) : Promise.resolve(null))),
  )
  found.forEach((result, index) => {
    const id = wanted[index] ?? ''
    if (result === null) leftOut.push({ reason: 'id', id })
    else if (result.value) jobs.push({ entry: result.value.entry, results: null, points: [] })
    else if (result.failure?.code === 'NotFound') leftOut.push({ reason: 'unknown', id })
    else leftOut.push({ reason: 'failed', id, message: result.failure?.message ?? '' })
  })
  if (ids.length > wanted.length) leftOut.push({ reason: 'many', count: ids.length - wanted.length })
  return { jobs, leftOut }
}
