import { jobCheckpointsAnswer } from '@/lib/api/job-checkpoints'
import { respondLog } from '@/lib/server/respond-log'
import { toRoute } from '@/lib/server/route'
import { getJobCheckpoints } from '@/lib/server/services/get-job-checkpoints'

export const GET = toRoute(async ({ services, request, path, requestId }) => {
  const answer = await getJobCheckpoints(services, path.jobId ?? '')
  const check = (sent: unknown) => jobCheckpointsAnswer.parse(sent)
  return respondLog(request, JSON.stringify(answer.output), check, { request_id: requestId, ...answer })
})
