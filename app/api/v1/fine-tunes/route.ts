import { jobsAnswer } from '@/lib/api/jobs'
import { readJobsQuery, toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { ApiError } from '@/lib/server/api-error'
import { respondList } from '@/lib/server/respond-list'
import { toRoute } from '@/lib/server/route'
import { listJobs } from '@/lib/server/services/list-jobs'

/** As many rows a page as DashScope gives where nobody asks. */
const PAGE_SIZE = 10

export const GET = toRoute(async ({ services, request, params, requestId }) => {
  const defaults = { page_size: PAGE_SIZE, hasSources: services.hasSources }
  const { query, problems, refresh } = readJobsQuery(params, defaults, services.clock())
  if (problems.length > 0) throw new ApiError(400, 'InvalidParameter', toInvalidParameterMessage(problems))
  if (refresh) await services.mirror.refresh()
  const answer = await listJobs(services, query)
  return respondList(request, jobsAnswer, { request_id: requestId, ...answer })
})
