import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'

/** Rows that stay where they are, and what would change if they were let go. */
export type HeldRows<T> = {
  readonly rows: readonly T[]
  /** Jobs that now stand in the list and are not among the rows shown. */
  readonly added: number
  /** Jobs shown that the list no longer has on this page. */
  readonly gone: number
}

/**
 * Keeps the rows that a reader sees in place while the list under them moves: each row takes its job's newest state,
 * none is moved, added or removed. The same array comes back where nothing changed.
 */
export function holdRows<T extends Pick<MirroredJob, 'source' | 'job_id'>>(
  shown: readonly T[],
  fresh: readonly T[],
): HeldRows<T> {
  const freshById = new Map(fresh.map((job) => [toJobRef(job), job]))
  const shownIds = new Set(shown.map(toJobRef))
  const rows = shown.map((job) => freshById.get(toJobRef(job)) ?? job)
  return {
    rows: rows.every((job, index) => job === shown[index]) ? shown : rows,
    added: fresh.filter((job) => !shownIds.has(toJobRef(job))).length,
    gone: shown.filter((job) => !freshById.has(toJobRef(job))).length,
  }
}
