import { ApiError } from '@/lib/server/api-error'
import { toRoute } from '@/lib/server/route'

export const GET = toRoute(async () => {
  throw new ApiError(
    404,
    'NotFound',
    'Tuneboard has no such address; /api/v1/fine-tunes is the list of jobs.',
  )
})
