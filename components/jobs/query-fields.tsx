import type { ReactNode } from 'react'
import { type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'

/** The query, but for some of its parameters, as hidden fields of a GET form; the page is left out: a new search starts at 1. */
export function QueryFields({
  query,
  without,
  pageSize,
}: {
  query: JobsQuery
  without: readonly (keyof JobsQuery)[]
  pageSize: number
}): ReactNode {
  const fields = [...new URLSearchParams(serializeJobsQuery(query, { page_size: pageSize }))]
  return fields
    .filter(([name]) => name !== 'page_no' && !without.some((left) => left === name))
    .map(([name, value]) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />)
}
