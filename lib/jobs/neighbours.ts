import type { MirroredJob } from './job'
import { toJobRef } from './job-ref'
import type { JobsQuery } from './query'
import type { MappedNames } from './search'
import { selectJobs } from './select'
import type { Snapshot } from './snapshot'

/** The jobs before and after one in a list; `place` counts from 1. */
export type Neighbours = {
  readonly previous: MirroredJob | null
  readonly next: MirroredJob | null
  readonly place: number
  readonly total: number
}

/** Finds the neighbours of a job, known by `ref` (`toJobRef`), in what a query selects, whatever its page; `null` where it selects another. */
export function toNeighbours(
  snapshot: Snapshot,
  query: JobsQuery,
  ref: string,
  now: number,
  names: MappedNames,
): Neighbours | null {
  const all = { ...query, page_no: 1, page_size: Math.max(1, snapshot.jobs.length) }
  const { rows, total } = selectJobs(snapshot, all, now, names)
  const at = rows.findIndex((row) => toJobRef(row) === ref)
  if (at < 0) return null
  return { previous: rows[at - 1] ?? null, next: rows[at + 1] ?? null, place: at + 1, total }
}
