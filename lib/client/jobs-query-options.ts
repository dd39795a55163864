import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { JobsAnswer } from '../api/jobs'
import { type JobsQuery, serializeJobsQuery } from '../jobs/query'
import { fetchJson } from './fetch-json'

/** How often a tab asks while the first sweep runs, in ms: often enough that the bar moves. */
const SWEEP_POLL_MS = 1500

/**
 * A page of jobs under its canonical query string, asked for again every `refreshSeconds` while the tab is visible.
 * Rows of the query before stay until the new ones are there.
 */
export function jobsQueryOptions(query: JobsQuery, refreshSeconds: number) {
  const search = serializeJobsQuery(query, { page_size: 0 })
  return queryOptions({
    queryKey: ['jobs', search],
    queryFn: ({ signal }) => fetchJson<JobsAnswer>(`/api/v1/fine-tunes?${search}`, signal),
    refetchInterval: ({ state }) =>
      state.data?.mirror.complete === false ? SWEEP_POLL_MS : refreshSeconds * 1000,
    staleTime: refreshSeconds * 500,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
