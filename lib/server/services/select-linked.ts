import 'server-only'
import { readJobsQuery, toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { serializeJobsQuery } from '@/lib/jobs/query'
import { type Selection, selectJobs } from '@/lib/jobs/select'
import { ApiError } from '../api-error'
import { requireJobs } from './list-jobs'
import type { Services } from './services'

const PAGE_SIZE = 50

/**
 * The jobs of a feed or a badge, and their query in its one form. A feed reader that asks is nobody who looks: it makes
 * no call to DashScope.
 * @throws ApiError 400 for a bad value, 503 while nothing was ever read
 */
export async function selectLinked(
  services: Services,
  params: URLSearchParams,
): Promise<Selection & { search: string }> {
  const { mirror, clock, names, hasSources } = services
  const defaults = { page_size: PAGE_SIZE, hasSources }
  const { query, problems } = readJobsQuery(params, defaults, clock())
  if (problems.length > 0) throw new ApiError(400, 'InvalidParameter', toInvalidParameterMessage(problems))
  requireJobs(services, query.source)
  await mirror.searchable()
  return {
    ...selectJobs(mirror.snapshot(), query, clock(), names),
    search: serializeJobsQuery(query, defaults),
  }
}
