import 'server-only'
import { serializeDerived } from '@/lib/jobs/derived-text'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { LogFigures } from '@/lib/jobs/log-figures'
import type { Outlook } from '@/lib/jobs/outlook'

export type JobTable = {
  get(job_id: string): MirroredJob | undefined
  all(): IterableIterator<MirroredJob>
  size(): number
  /** Takes jobs of the store, before anything else is taken. */
  restore(entries: readonly MirroredJob[]): void
  /** Takes a job as sent. What did not change leaves the table, and so the snapshot, as it is. */
  put(job: Job, deletedAt: number | null): void
  /** Takes what the log of a job has told, of one that is not here yet, too. */
  putLog(log: { job_id: string; figures: LogFigures | null; outlook: Outlook | null }): void
  /** What a snapshot must take in since the last one; `null`: the jobs of the store, so all. */
  takeChanges(): { readonly gone: readonly MirroredJob[]; readonly come: readonly MirroredJob[] } | null
  /** Jobs that are not deleted. */
  live(): number
}

/** Makes the table of an account's jobs. `source`: its name, as in `MirroredJob`, where the board shows several. */
export function createJobTable(source?: string): JobTable {
  const entries = new Map<string, MirroredJob>()
  const logs = new Map<string, LogFigures>()
  const outlooks = new Map<string, Outlook>()
  /** By job: how it stands in the last snapshot. */
  const changes = new Map<string, MirroredJob | null>()
  let isRestored = false
  let live = 0

  function toEntry(job: Job, deletedAt: number | null): MirroredJob {
    const entry = toMirroredJob(job, deletedAt, logs.get(job.job_id) ?? null, source)
    const outlook = outlooks.get(job.job_id)
    return outlook && entry.status === 'RUNNING' ? { ...entry, outlook } : entry
  }

  function set(entry: MirroredJob): MirroredJob | undefined {
    const before = entries.get(entry.job_id)
    if (before?.deletedAt === null) live--
    if (entry.deletedAt === null) live++
    entries.set(entry.job_id, entry)
    return before
  }

  function change(entry: MirroredJob): void {
    const before = set(entry)
    if (!changes.has(entry.job_id)) changes.set(entry.job_id, before ?? null)
  }

  return {
    get: (job_id) => entries.get(job_id),
    all: () => entries.values(),
    size: () => entries.size,
    restore(batch) {
      for (const entry of batch) {
        const hasTold = logs.has(entry.job_id) || outlooks.has(entry.job_id)
        // Nobody else has seen them yet; a copy of each would cost a start its memory.
        if (source !== undefined) Object.assign(entry, { source })
        set(hasTold ? toEntry(entry.job, entry.deletedAt) : entry)
      }
      isRestored = true
    },
    put(job, deletedAt) {
      const entry = toEntry(job, deletedAt)
      const known = entries.get(job.job_id)
      if (known && isSame(known, entry)) return
      change(entry)
    },
    putLog({ job_id, figures, outlook }) {
      if (figures) logs.set(job_id, figures)
      if (outlook && !figures) outlooks.set(job_id, outlook)
      else outlooks.delete(job_id)
      const known = entries.get(job_id)
      if (!known) return
      const entry = toEntry(known.job, known.deletedAt)
      if (!isSameLog(known, entry)) change(entry)
    },
    live: () => live,
    takeChanges() {
      const gone = [...changes.values()].filter((entry) => entry !== null)
      const come = [...changes.keys()].flatMap((job_id) => entries.get(job_id) ?? [])
      changes.clear()
      const wasRestored = isRestored
      isRestored = false
      return wasRestored ? null : { gone, come }
    },
  }
}

function isSameLog(a: MirroredJob, b: MirroredJob): boolean {
  return JSON.stringify([a.log, a.outlook]) === JSON.stringify([b.log, b.outlook])
}

/** What is derived is compared, too: in a database it may be damaged while the job is not. */
function isSame(a: MirroredJob, b: MirroredJob): boolean {
  return (
    a.deletedAt === b.deletedAt &&
    serializeDerived(a) === serializeDerived(b) &&
    JSON.stringify(a.job) === JSON.stringify(b.job)
  )
}
