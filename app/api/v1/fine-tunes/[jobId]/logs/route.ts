import { jobLogsAnswer } from '@/lib/api/job-logs'
import { readLogWindow } from '@/lib/api/log-query'
import { ApiError } from '@/lib/server/api-error'
import { respondLog } from '@/lib/server/respond-log'
import { toRoute } from '@/lib/server/route'
import { getJobLogs } from '@/lib/server/services/get-job-logs'

export const GET = toRoute(async ({ services, request, params, path, requestId }) => {
  const window = readLogWindow(params)
  if (typeof window === 'string') throw new ApiError(400, 'InvalidParameter', window)
  const { answer, version } = await getJobLogs(services, path.jobId ?? '', window)
  const check = (sent: unknown) => jobLogsAnswer.parse(sent)
  return respondLog(request, version, check, { request_id: requestId, ...answer })
})
