import { healthAnswer } from '@/lib/api/health'
import { toRoute } from '@/lib/server/route'

export const GET = toRoute(async () => Response.json(healthAnswer.parse({ status: 'ok' })))
