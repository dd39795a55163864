import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { JobLogsAnswer } from '../api/job-logs'
import { fetchJson } from './fetch-json'

/** Lines of a piece: as many as DashScope gives in a call. */
export const PIECE_LINES = 1000

/** A piece of a log, counted from 0. One that is full never changes; the last one is asked for again when `total` grows. */
export function logPieceOptions(job_id: string, piece: number, total: number) {
  const lines = Math.min(PIECE_LINES, total - piece * PIECE_LINES)
  return queryOptions({
    queryKey: ['log', job_id, piece, lines],
    queryFn: ({ signal }) =>
      fetchJson<JobLogsAnswer>(
        `/api/v1/fine-tunes/${encodeURIComponent(job_id)}/logs?offset=${piece * PIECE_LINES}&line=${PIECE_LINES}`,
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: 2,
  })
}
