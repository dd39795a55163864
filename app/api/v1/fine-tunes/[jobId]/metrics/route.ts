import { jobMetricsAnswer } from '@/lib/api/job-metrics'
import { respondLog } from '@/lib/server/respond-log'
import { toRoute } from '@/lib/server/route'
import { getJobMetrics } from '@/lib/server/services/get-job-metrics'

/** All points come from one reader: checking the first ones checks it, and 100,000 would hold everybody up. */
const CHECKED = 1000

export const GET = toRoute(async ({ services, request, path, requestId }) => {
  const { answer, version } = await getJobMetrics(services, path.jobId ?? '')
  const { points, ...rest } = answer.output
  const sample = { ...answer, output: { ...rest, points: points.slice(0, CHECKED) }, request_id: requestId }
  const check = () => jobMetricsAnswer.parse(sample)
  return respondLog(request, version, check, { request_id: requestId, ...answer })
})
