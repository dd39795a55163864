import { queryOptions } from '@tanstack/react-query'
import type { JobAnswer } from '../api/job'
import { fetchJson } from './fetch-json'

/** One job, asked for again every `refreshSeconds` while the tab is visible. */
export function jobQueryOptions(job_id: string, refreshSeconds: number) {
  return queryOptions({
    queryKey: ['job', job_id],
    queryFn: ({ signal }) => fetchJson<JobAnswer>(`/api/v1/fine-tunes/${encodeURIComponent(job_id)}`, signal),
    refetchInterval: refreshSeconds * 1000,
    retry: false,
  })
}
