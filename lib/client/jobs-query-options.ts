import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { JobsAnswer } from '../api/jobs'
import { type JobsQuery, serializeJobsQuery } from '../jobs/query'
import { fetchAnswer } from './fetch-json'

/** How often a tab asks while the first sweep runs, in ms: often enough that the bar moves. */
const SWEEP_POLL_MS = 1500

/**
 * A page of jobs under its canonical query string, asked for again every `refreshSeconds` while the tab is visible.
 * Rows of the query before stay until the new ones are there.
 */
export function jobsQueryOptions(query: JobsQuery, refreshSeconds: number) {
  const search = serializeJobsQuery({ ...query, columns: [] }, { page_size: 0 })
  return queryOptions({
    queryKey: ['jobs', search],
    queryFn: ({ signal }) => fetchJobs(`/api/v1/fine-tunes?${search}`, signal),
    refetchInterval: ({ state }) =>
      state.data?.mirror.complete === false ? SWEEP_POLL_MS : refreshSeconds * 1000,
    staleTime: refreshSeconds * 500,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/**
 * A list's `ETag` leaves out when the mirror was last true, so where nothing else changed a browser that asked with
 * `If-None-Match` gives the body of before. `Last-Modified` is that time, and is always the answer's own.
 */
async function fetchJobs(path: string, signal: AbortSignal): Promise<JobsAnswer> {
  const { body, headers } = await fetchAnswer<JobsAnswer>(path, signal)
  const modified = headers.get('last-modified')
  if (modified === null) return body
  return { ...body, mirror: { ...body.mirror, synced_at: new Date(modified).toISOString() } }
}
