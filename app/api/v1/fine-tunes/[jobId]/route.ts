import { jobAnswer } from '@/lib/api/job'
import { toRoute } from '@/lib/server/route'
import { getJob, toSources } from '@/lib/server/services/get-job'
import { toMirrorState } from '@/lib/server/services/mirror-state'
import { toDerived } from '@/lib/server/services/to-derived'

export const GET = toRoute(async ({ services, path, requestId }) => {
  const { output, entry } = await getJob(services, path.jobId ?? '')
  const { source } = entry
  const told = source === undefined ? {} : { source }
  const mirror = toMirrorState(services, toSources(entry))
  const derived = toDerived(entry, services.prices)
  const answer = { request_id: requestId, output, ...told, derived, mirror }
  jobAnswer.parse(answer)
  return Response.json(answer)
})
