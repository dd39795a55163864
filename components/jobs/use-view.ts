'use client'

import { useCallback } from 'react'
import { showAddress, useSearch } from '@/components/ui/address'
import { type JobsQuery, parseJobsQuery, serializeJobsQuery } from '@/lib/jobs/query'

/** The view as the URL has it, and the ways to another one. */
export type View = {
  query: JobsQuery
  /** The canonical query string; the key of everything fetched for the view. */
  search: string
  /** Whether the URL is still the one that the server drew the page for. */
  isInitial: boolean
  /** The query of a URL's search part. */
  read: (search: string) => JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
  /** Shows another view; `replace` keeps the history as long as it is. */
  show: (query: JobsQuery, replace?: boolean) => void
}

/**
 * The URL is the only truth. `initial` is the query that the server read from `initial.search`, where it may have set
 * a bad value aside; every URL written here is canonical and read by the small parser.
 */
export function useView(
  initial: { search: string; query: JobsQuery },
  pageSize: number,
  hasSources: boolean,
): View {
  const raw = useSearch()
  const isInitial = raw === initial.search
  const read = (text: string) =>
    parseJobsQuery(new URLSearchParams(text), { page_size: pageSize, hasSources })
  const query = isInitial ? initial.query : read(raw)
  const search = serializeJobsQuery(query, { page_size: pageSize })

  const toHref = (change: Partial<JobsQuery>) => toListHref({ ...query, ...change }, pageSize)

  const show = useCallback(
    (next: JobsQuery, replace = false) => {
      showAddress(toListHref(next, pageSize), replace)
    },
    [pageSize],
  )

  return { query, search, isInitial, read, toHref, show }
}

function toListHref(query: JobsQuery, pageSize: number): string {
  const search = serializeJobsQuery(query, { page_size: pageSize })
  return `${process.env.BASE_PATH}/${search && `?${search}`}`
}
