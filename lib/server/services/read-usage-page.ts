import 'server-only'
import { readUsageQuery, type UsageQueryReading } from '@/lib/api/usage-query'
import { serializeUsageQuery } from '@/lib/jobs/usage-query'
import { getRequestContext } from '../front-door/request-context'

/** Reads the URL of the usage page, as `readPage` does that of the list. */
export function readUsagePage(
  now: number,
  hasSources: boolean,
): UsageQueryReading & { redirectTo: string | null } {
  const { target } = getRequestContext()
  const [path = '/', ...rest] = target.split('?')
  const params = new URLSearchParams(rest.join('?'))
  // Next adds this to its own requests.
  params.delete('_rsc')
  const reading = readUsageQuery(params, now, hasSources)
  const search = serializeUsageQuery(reading.query)
  const inForm = reading.problems.length > 0 ? !reading.refresh : reading.canonical
  return { ...reading, redirectTo: inForm ? null : search ? `${path}?${search}` : path }
}
