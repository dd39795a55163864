import { readyAnswer } from '@/lib/api/ready'
import { ApiError } from '@/lib/server/api-error'
import { toOpenRoute } from '@/lib/server/route'

/** Seconds after which asking again may help. */
const RETRY_SECONDS = 5

export const GET = toOpenRoute(async ({ services }) => {
  const { ready, reason } = services.mirror.ready()
  if (!ready) throw new ApiError(503, 'NotReady', reason ?? 'Nothing was read yet.', RETRY_SECONDS)
  return Response.json(readyAnswer.parse({ status: 'ready' }))
})
