import 'server-only'
import { getRequestContext } from './request-context'

/** The query string of the page at hand, without what Next adds to its own requests. */
export function readPageParams(): URLSearchParams {
  const [, ...rest] = getRequestContext().target.split('?')
  const params = new URLSearchParams(rest.join('?'))
  params.delete('_rsc')
  return params
}
