import 'server-only'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import { parseJobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import { readCookie } from './cookies'
import { getRequestContext } from './front-door/request-context'
import { readPreferences } from './preferences'

/** The first page as this reader likes it: the view that was made the first one, with the columns that are theirs. */
export function toHomeHref(): string {
  const defaults = { page_size: PAGE_SIZE }
  const query = parseJobsQuery(new URLSearchParams(toHomeSearch()), defaults)
  const columns = query.columns.length > 0 ? query.columns : [...readPreferences().columns]
  const search = serializeJobsQuery({ ...query, columns }, defaults)
  return `${process.env.BASE_PATH}/${search && `?${search}`}`
}

/** The query string of the view that was made the first page; '' where none was. */
export function toHomeSearch(): string {
  try {
    return decodeURIComponent(readCookie(getRequestContext().cookie, 'home'))
  } catch {
    return ''
  }
}
