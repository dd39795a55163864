import { jobAnswer } from '@/lib/api/job'
import { toRoute } from '@/lib/server/route'
import { getJob } from '@/lib/server/services/get-job'
import { toMirrorState } from '@/lib/server/services/mirror-state'

export const GET = toRoute(async ({ services, path, requestId }) => {
  const { output, entry } = await getJob(services, path.jobId ?? '')
  const mirror = toMirrorState(services)
  const answer = { request_id: requestId, output, ...(entry.log ? { derived: entry.log } : {}), mirror }
  jobAnswer.parse(answer)
  return Response.json(answer)
})
