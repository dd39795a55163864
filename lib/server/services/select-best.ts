import 'server-only'
import { type ParameterProblem, readJobsQuery } from '@/lib/api/jobs-query'
import { MAX_JOBS } from '@/lib/jobs/compare-query'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import type { Sort } from '@/lib/jobs/query'
import { selectJobs } from '@/lib/jobs/select'
import type { Services } from './services'

/** Jobs to compare, at most {@link MAX_JOBS}, of how many, and what of the query was set aside. */
type Offer = {
  readonly offered: readonly MirroredJob[]
  readonly total: number
  readonly problems: readonly ParameterProblem[]
}

/**
 * The jobs with the lowest evaluation loss among those that a query of the jobs page asks for. Jobs whose log tells no
 * such loss are not among them.
 */
export async function selectBest(services: Services, params: URLSearchParams): Promise<Offer> {
  const first = await selectFirst(services, params, 'best_eval_loss')
  const offered = first.offered.filter(({ log }) => typeof log?.best_eval_loss === 'number')
  return { ...first, offered }
}

/**
 * A job, and behind it the best of its base model, or the newest where no log tells a loss; none where the base model is
 * not known.
 */
export async function selectBeside(services: Services, job: MirroredJob): Promise<Offer> {
  if (job.base_model === '') return { offered: [], total: 0, problems: [] }
  const params = new URLSearchParams({ model: job.base_model })
  const isOther = (other: MirroredJob) => toJobRef(other) !== toJobRef(job)
  const { offered, total } = await selectBest(services, params)
  const best = offered.filter(isOther)
  const others =
    best.length > 0 ? best : (await selectFirst(services, params, '-create_time')).offered.filter(isOther)
  return { offered: [job, ...others].slice(0, MAX_JOBS), total, problems: [] }
}

/** What is offered, with a job that was chosen out of it before, though it may no longer be among the best. */
export function keepOffered(offered: readonly MirroredJob[], job: MirroredJob): readonly MirroredJob[] {
  const isOffered = offered.some((other) => toJobRef(other) === toJobRef(job))
  return isOffered ? offered : [...offered.slice(0, MAX_JOBS - 1), job]
}

async function selectFirst(
  { mirror, clock, names, hasSources }: Services,
  params: URLSearchParams,
  sort: Sort,
): Promise<Offer> {
  mirror.look()
  await mirror.searchable()
  const defaults = { page_size: MAX_JOBS, hasColumns: true, hasSources }
  const { query, problems } = readJobsQuery(params, defaults, clock())
  const first = { ...query, page_no: 1, page_size: MAX_JOBS, sort }
  const { rows, total } = selectJobs(mirror.snapshot(), first, clock(), names)
  return { offered: rows, total, problems }
}
