import { hyperParametersAnswer } from '@/lib/api/hyper-parameters'
import { selectParameterValues } from '@/lib/jobs/parameter-values'
import { toRoute } from '@/lib/server/route'

/** The hyper-parameters that occur, for completion beside the search field. */
export const GET = toRoute(async ({ services, requestId }) => {
  const parameters = [...selectParameterValues(services.mirror.snapshot())]
  const answer = { request_id: requestId, output: { parameters } }
  return Response.json(hyperParametersAnswer.parse(answer), {
    headers: { 'cache-control': 'private, no-cache' },
  })
})
