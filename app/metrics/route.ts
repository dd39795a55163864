import { toRoute } from '@/lib/server/route'

export const GET = toRoute(async ({ services }) => {
  const { text, contentType } = await services.metrics.expose()
  return new Response(text, { headers: { 'content-type': contentType } })
})
