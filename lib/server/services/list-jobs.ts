import 'server-only'
import type { Facet, JobsAnswer } from '@/lib/api/jobs'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import { defaultJobsQuery, type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import { type FacetCount, type Selection, selectPricedJobs } from '@/lib/jobs/select'
import { ApiError, COME_BACK_SECONDS } from '../api-error'
import type { BoardStatus } from '../mirror/status'
import { toMirrorState } from './mirror-state'
import type { Services } from './services'
import { toDerived } from './to-derived'

/**
 * A page of jobs with totals and facets over all that match. Until the first sweep is whole, a query that DashScope
 * can answer itself is passed to it, so that a plain list is right from the first second.
 * @throws ApiError 503 while nothing was ever read
 */
export async function listJobs(
  services: Services,
  query: JobsQuery,
): Promise<Omit<JobsAnswer, 'request_id'>> {
  const { mirror, clock, hasSources } = services
  mirror.look()
  const live =
    !mirror.status(query.source).complete && isUpstreamQuery(query) ? await askLive(services, query) : null
  if (!isPlain(query)) await mirror.searchable()
  if (!live) requireJobs(services, query.source)
  const { rows, total, totals, facets, deleted, cost, nextEndAt } = selectPricedJobs(
    mirror.snapshot(),
    query,
    services.prices,
    clock(),
    services.names,
  )
  const shown = live?.jobs ?? rows
  return {
    output: {
      page_no: query.page_no,
      page_size: query.page_size,
      total: live?.total ?? total,
      jobs: shown.map(toAnsweredJob),
      ...(hasSources ? { sources: shown.map(({ source = '' }) => source) } : {}),
      totals,
      cost,
      derived: Object.fromEntries(shown.map((entry) => [toJobRef(entry), toDerived(entry, services.prices)])),
      facets: toAnsweredFacets(facets, services),
      ...(nextEndAt === null ? {} : { next_end_at: new Date(nextEndAt).toISOString() }),
      deleted_jobs: deleted,
    },
    mirror: toMirrorState(services, query.source),
  }
}

/** Facets as they are answered: with names, and `source` only where there are several. */
export function toAnsweredFacets(
  { source, ...facets }: Selection['facets'],
  { names, hasSources }: Pick<Services, 'names' | 'hasSources'>,
): JobsAnswer['output']['facets'] {
  const creator = nameChoices(facets.creator, names.creator)
  return { ...facets, creator, ...(hasSources ? { source } : {}) }
}

/** Choices with what people call them beside. */
function nameChoices(choices: readonly FacetCount[], names: ReadonlyMap<string, string> = new Map()): Facet {
  return choices.map((choice) => {
    const name = names.get(choice.value)
    return name === undefined ? choice : { ...choice, name }
  })
}

/** Whether it needs nothing that is made only after the first page. */
const isPlain = ({ q, sort }: JobsQuery) => q === '' && sort.endsWith('create_time')

/** The job as DashScope sent it; a deleted one says so. */
export function toAnsweredJob({ job, deletedAt }: MirroredJob): Job {
  return deletedAt === null ? job : { ...job, deleted_at: new Date(deletedAt).toISOString() }
}

/** Whether the query asks for nothing but what DashScope takes: a page, and at most one model. */
function isUpstreamQuery(query: JobsQuery): boolean {
  const { page_no, page_size, model, source, columns } = query
  const plain = { ...defaultJobsQuery(page_size), page_no, model, source, columns }
  const defaults = { page_size }
  return model.length <= 1 && serializeJobsQuery(query, defaults) === serializeJobsQuery(plain, defaults)
}

async function askLive({ mirror }: Services, { page_no, page_size, model: [model], source }: JobsQuery) {
  try {
    return await mirror.listLive({ page_no, page_size, ...(model === undefined ? {} : { model }) }, source)
  } catch {
    // The mirror's state tells the error; what it holds is better than none.
    return null
  }
}

/**
 * `sources` are those that a query names.
 * @throws ApiError 503 while nothing was ever read
 */
export function requireJobs({ mirror }: Services, sources: readonly string[] = []): void {
  const { synced_at, jobs, error } = mirror.status(sources)
  if (synced_at === null && jobs === 0) throw toNotReady(error)
}

function toNotReady(error: BoardStatus['error']): ApiError {
  if (error) return new ApiError(503, error.code, error.message, COME_BACK_SECONDS, error.request_id)
  return new ApiError(503, 'NotReady', 'The account is being read for the first time.', COME_BACK_SECONDS)
}
