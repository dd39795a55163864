import 'server-only'
import { readJobsQuery } from '@/lib/api/jobs-query'
import { MAX_JOBS } from '@/lib/jobs/compare-query'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import { selectJobs } from '@/lib/jobs/select'
import type { Services } from './services'

/**
 * The jobs with the lowest evaluation loss among those that a query of the jobs page asks for, at most
 * {@link MAX_JOBS}, and how many match it. Jobs whose log tells no such loss are not among them.
 */
export async function selectBest(
  { mirror, clock, names, hasSources }: Services,
  params: URLSearchParams,
): Promise<{ best: MirroredJob[]; total: number }> {
  mirror.look()
  await mirror.searchable()
  const asked = readJobsQuery(params, { page_size: MAX_JOBS, hasColumns: true, hasSources }, clock()).query
  const query = { ...asked, page_no: 1, page_size: MAX_JOBS, sort: 'best_eval_loss' as const }
  const { rows, total } = selectJobs(mirror.snapshot(), query, clock(), names)
  return { best: rows.filter(({ log }) => typeof log?.best_eval_loss === 'number'), total }
}

/** A job, and behind it the best of its base model; none where that is not known. */
export async function selectBestBeside(
  services: Services,
  job: MirroredJob,
): Promise<{ best: MirroredJob[]; total: number }> {
  if (job.base_model === '') return { best: [], total: 0 }
  const { best, total } = await selectBest(services, new URLSearchParams({ model: job.base_model }))
  const others = best.filter((other) => toJobRef(other) !== toJobRef(job))
  return { best: [job, ...others].slice(0, MAX_JOBS), total }
}
