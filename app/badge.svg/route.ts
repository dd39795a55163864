import { toRoute } from '@/lib/server/route'
import { selectLinked } from '@/lib/server/services/select-linked'
import { toBadge } from '@/lib/server/services/to-badge'
import { toBadgeText } from '@/lib/server/services/to-badge-text'

export const GET = toRoute(async ({ services, params }) => {
  const { rows, total, totals } = await selectLinked(services, params)
  const badge = toBadge(toBadgeText({ job: total === 1 ? rows[0] : undefined, totals }, services.reader))
  return new Response(badge, { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } })
})
