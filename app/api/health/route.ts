import { healthAnswer } from '@/lib/api/health'
import { toOpenRoute } from '@/lib/server/route'

export const GET = toOpenRoute(async () => Response.json(healthAnswer.parse({ status: 'ok' })))
