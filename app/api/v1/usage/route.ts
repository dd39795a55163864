import { toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { usageAnswer } from '@/lib/api/usage'
import { readUsageQuery } from '@/lib/api/usage-query'
import { ApiError } from '@/lib/server/api-error'
import { respondList } from '@/lib/server/respond-list'
import { toRoute } from '@/lib/server/route'
import { getUsage, toUsageOutput } from '@/lib/server/services/get-usage'

export const GET = toRoute(async ({ services, request, params, requestId }) => {
  const { query, problems, refresh } = readUsageQuery(params, services.clock(), services.hasSources)
  if (problems.length > 0) throw new ApiError(400, 'InvalidParameter', toInvalidParameterMessage(problems))
  if (refresh) await services.mirror.refresh()
  const answer = toUsageOutput(services, query, await getUsage(services, query))
  return respondList(request, usageAnswer, { request_id: requestId, ...answer })
})
