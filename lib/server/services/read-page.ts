import 'server-only'
import { isCanonical, type ParameterProblem, readJobsQuery } from '@/lib/api/jobs-query'
import { type JobsQuery, type JobsQueryDefaults, serializeJobsQuery } from '@/lib/jobs/query'
import { getRequestContext } from '../front-door/request-context'

export type PageReading = {
  query: JobsQuery
  /** The query string as it was asked for, as the browser's router tells it. */
  search: string
  /** Values that were set aside; the page says so. */
  problems: ParameterProblem[]
  /** Whether the newest page shall be fetched first. */
  refresh: boolean
  /** The page's one form, where it was asked for in another. */
  redirectTo: string | null
}

/** Reads the URL of the page at hand. A bad value is set aside and kept in sight; without one the URL is made canonical. */
export function readPage(defaults: JobsQueryDefaults, now: number): PageReading {
  const { target } = getRequestContext()
  const [path = '/', ...rest] = target.split('?')
  const params = new URLSearchParams(rest.join('?'))
  // Next adds this to its own requests, and takes it out of what the router tells.
  params.delete('_rsc')
  const { query, problems, refresh } = readJobsQuery(params, defaults, now)
  const canonical = serializeJobsQuery(query, defaults)
  const inForm = problems.length > 0 ? !refresh : isCanonical(params, query, defaults)
  return {
    query,
    search: params.toString(),
    problems,
    refresh,
    redirectTo: inForm ? null : canonical ? `${path}?${canonical}` : path,
  }
}
