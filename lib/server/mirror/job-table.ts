import 'server-only'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import { compareNewestFirst, type Snapshot } from '@/lib/jobs/snapshot'

export type JobTable = {
  get(job_id: string): MirroredJob | undefined
  all(): IterableIterator<MirroredJob>
  size(): number
  /** Takes a job as sent. What did not change leaves the table, and so the snapshot, as it is. */
  put(job: Job, deletedAt: number | null): void
  /** Whether `build` would give another snapshot. */
  changed(): boolean
  /** The snapshot of now; the last one again when nothing changed. */
  build(): Snapshot
  /** The last snapshot built. */
  built(): Snapshot
}

/** Makes a table of jobs that turns into immutable snapshots without sorting all of them each time. */
export function createJobTable(): JobTable {
  const entries = new Map<string, MirroredJob>()
  const changes = new Set<string>()
  let snapshot: Snapshot = { jobs: [], byId: new Map(), version: 0 }

  return {
    get: (job_id) => entries.get(job_id),
    all: () => entries.values(),
    size: () => entries.size,
    put(job, deletedAt) {
      const before = entries.get(job.job_id)
      if (before && before.deletedAt === deletedAt && isSameJob(before.job, job)) return
      entries.set(job.job_id, toMirroredJob(job, deletedAt))
      changes.add(job.job_id)
    },
    changed: () => changes.size > 0,
    build() {
      if (changes.size === 0) return snapshot
      const fresh = [...changes].flatMap((job_id) => entries.get(job_id) ?? []).sort(compareNewestFirst)
      const kept = snapshot.jobs.filter((entry) => !changes.has(entry.job_id))
      snapshot = { jobs: merge(kept, fresh), byId: new Map(entries), version: snapshot.version + 1 }
      changes.clear()
      return snapshot
    },
    built: () => snapshot,
  }
}

function isSameJob(a: Job, b: Job): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Merges two lists that are in order into one. */
function merge(a: readonly MirroredJob[], b: readonly MirroredJob[]): MirroredJob[] {
  const merged: MirroredJob[] = []
  let next = 0
  for (const entry of a) {
    for (let other = b[next]; other && compareNewestFirst(other, entry) < 0; other = b[next]) {
      merged.push(other)
      next++
    }
    merged.push(entry)
  }
  return merged.concat(b.slice(next))
}
