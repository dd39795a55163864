import 'server-only'
import { getRequestContext } from './request-context'

/** The page at hand with `refresh=true`: DashScope is asked first, and the page then leads back to its own form. */
export function toRefreshHref(): string {
  const [path = '/', ...rest] = getRequestContext().target.split('?')
  const params = new URLSearchParams(rest.join('?'))
  params.delete('_rsc')
  params.set('refresh', 'true')
  return `${process.env.BASE_PATH}${path}?${params}`
}
