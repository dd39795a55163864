import { toRoute } from '@/lib/server/route'
import { selectLinked } from '@/lib/server/services/select-linked'
import { toFeed } from '@/lib/server/services/to-feed'
import { toHome } from '@/lib/server/services/to-home'

export const GET = toRoute(async ({ services, request, params }) => {
  const { rows, search } = await selectLinked(services, params)
  const home = toHome(services.settings, request.headers.get('host'))
  const feed = toFeed({ jobs: rows, search, home, reader: services.reader, now: services.clock() })
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
})
