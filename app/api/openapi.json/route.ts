import { toOpenApi } from '@/lib/api/openapi/openapi-document'
import { toRoute } from '@/lib/server/route'
import { version } from '@/package.json'

export const GET = toRoute(async () =>
  Response.json(toOpenApi({ version, server: `${process.env.BASE_PATH}/` })),
)
