'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type MouseEvent, useCallback } from 'react'
import { type JobsQuery, parseJobsQuery, serializeJobsQuery } from '@/lib/jobs/query'

/** The view as the URL has it, and the ways to another one. */
export type View = {
  query: JobsQuery
  /** The canonical query string; the key of everything fetched for the view. */
  search: string
  toHref: (change: Partial<JobsQuery>) => string
  /** Shows another view; `replace` keeps the history as long as it is. */
  show: (query: JobsQuery, replace?: boolean) => void
  /** For the element around all links: links of the list are followed without a page load. */
  onClick: (event: MouseEvent<HTMLElement>) => void
}

/**
 * The URL is the only truth. `initial` is the query that the server read from `initial.search`, where it may have set
 * a bad value aside; every URL written here is canonical and read by the small parser.
 */
export function useView(initial: { search: string; query: JobsQuery }, pageSize: number): View {
  const params = useSearchParams()
  const pathname = usePathname()
  const router = useRouter()
  const raw = params.toString()
  const query =
    raw === initial.search ? initial.query : parseJobsQuery(new URLSearchParams(raw), { page_size: pageSize })
  const search = serializeJobsQuery(query, { page_size: pageSize })

  const toHref = (change: Partial<JobsQuery>) => toListHref({ ...query, ...change }, pageSize)

  const show = useCallback(
    (next: JobsQuery, replace = false) => {
      const href = toListHref(next, pageSize)
      if (replace) window.history.replaceState(null, '', href)
      else window.history.pushState(null, '', href)
    },
    [pageSize],
  )

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as Element).closest('a')
    if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute('download'))
      return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.origin !== location.origin)
      return
    event.preventDefault()
    if (link.pathname !== pathname) return router.push(link.pathname + link.search + link.hash)
    show(parseJobsQuery(new URLSearchParams(link.search), { page_size: pageSize }))
    link.closest('details')?.removeAttribute('open')
    if (link.closest('nav')) window.scrollTo({ top: 0 })
  }

  return { query, search, toHref, show, onClick }
}

function toListHref(query: JobsQuery, pageSize: number): string {
  const search = serializeJobsQuery(query, { page_size: pageSize })
  return search === '' ? '/' : `/?${search}`
}
