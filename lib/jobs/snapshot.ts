import { compareCodePoints } from './code-point-order'
import type { MirroredJob } from './job'
import { toJobRef } from './job-ref'

/**
 * All jobs of the board at one moment, immutable: newest first (`create_time` descending, those without one last,
 * ties by `job_id` ascending, and of one id by source).
 */
export type Snapshot = {
  readonly jobs: readonly MirroredJob[]
  /** By {@link toJobRef}. Made when it is first asked for, some 30 ms at 100,000 jobs: who wants one job asks the mirror. */
  readonly byId: ReadonlyMap<string, MirroredJob>
  /** Grows by one with each published change, so that answers can be reused while it stands. */
  readonly version: number
  /**
   * What was made of it once, by name. Here, for Next bundles pages, routes and `instrumentation.ts` apart: of a variable of
   * a module there would be three, and each of them filled anew, while a page waits.
   */
  readonly made: Map<string, unknown>
}

/** The order in which jobs are kept, and the default order of a list. */
export function compareNewestFirst(a: MirroredJob, b: MirroredJob): number {
  if (a.createdAt !== b.createdAt) {
    if (a.createdAt === null) return 1
    if (b.createdAt === null) return -1
    return b.createdAt - a.createdAt
  }
  return compareIds(a, b)
}

/** By `job_id`, and of two jobs of one id, in two accounts, by source. */
export function compareIds(a: MirroredJob, b: MirroredJob): number {
  return compareCodePoints(a.job_id, b.job_id) || compareCodePoints(a.source ?? '', b.source ?? '')
}

/** Builds a snapshot of jobs in any order; of two with one id in one account the later one stands. */
export function toSnapshot(jobs: Iterable<MirroredJob>, version: number): Snapshot {
  const byId = new Map<string, MirroredJob>()
  for (const entry of jobs) byId.set(toJobRef(entry), entry)
  return { jobs: [...byId.values()].sort(compareNewestFirst), byId, version, made: new Map() }
}
