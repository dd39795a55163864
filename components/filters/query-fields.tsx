import type { ReactNode } from 'react'
import { type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import type { FilterPlace } from './filter-place'

/** The query, but for some of its parameters, as hidden fields of a GET form; the page is left out: a new search starts at 1. */
export function QueryFields({
  query,
  without,
  place: { defaults, parameters = [] },
}: {
  query: JobsQuery
  without: readonly (keyof JobsQuery)[]
  place: FilterPlace
}): ReactNode {
  const fields = [...new URLSearchParams(serializeJobsQuery(query, defaults)), ...parameters]
  return fields
    .filter(([name]) => name !== 'page_no' && !without.some((left) => left === name))
    .map(([name, value]) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />)
}
