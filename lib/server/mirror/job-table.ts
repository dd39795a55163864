import 'server-only'
import { serializeDerived } from '@/lib/jobs/derived-text'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { LogFigures } from '@/lib/jobs/log-figures'
import { compareNewestFirst, type Snapshot } from '@/lib/jobs/snapshot'

export type JobTable = {
  get(job_id: string): MirroredJob | undefined
  all(): IterableIterator<MirroredJob>
  size(): number
  /** Takes jobs of the store, before anything else is taken. */
  restore(entries: readonly MirroredJob[]): void
  /** Takes a job as sent. What did not change leaves the table, and so the snapshot, as it is. */
  put(job: Job, deletedAt: number | null): void
  /** Takes what the log of a job comes to, of one that is not here yet, too. */
  putLog(job_id: string, log: LogFigures): void
  /** The snapshot of now; the last one again when nothing changed. */
  build(): Snapshot
  /** Jobs that are not deleted. */
  live(): number
}

/** Makes a table of jobs that turns into immutable snapshots without sorting or copying all of them one by one. */
export function createJobTable(): JobTable {
  const entries = new Map<string, MirroredJob>()
  const logs = new Map<string, LogFigures>()
  /** By job: how it stands in the last snapshot. */
  const changes = new Map<string, MirroredJob | null>()
  let snapshot = toOrderedSnapshot([], 0)
  let isRestored = false
  let live = 0

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
        const log = logs.get(entry.job_id)
        set(log ? toMirroredJob(entry.job, entry.deletedAt, log) : entry)
      }
      isRestored = true
    },
    put(job, deletedAt) {
      const entry = toMirroredJob(job, deletedAt, logs.get(job.job_id))
      const known = entries.get(job.job_id)
      if (known && isSame(known, entry)) return
      change(entry)
    },
    putLog(job_id, log) {
      logs.set(job_id, log)
      const known = entries.get(job_id)
      if (known && !isSameLog(known.log, log)) change(toMirroredJob(known.job, known.deletedAt, log))
    },
    live: () => live,
    build() {
      if (isRestored) {
        // The store gives them by id, which begins with the time of creation: reversed they are nearly in order.
        const jobs = [...entries.values()].reverse().sort(compareNewestFirst)
        snapshot = toOrderedSnapshot(jobs, snapshot.version + 1)
        changes.clear()
        isRestored = false
      }
      if (changes.size === 0) return snapshot
      const gone = [...changes.values()].filter((entry) => entry !== null)
      const come = [...changes.keys()].flatMap((job_id) => entries.get(job_id) ?? [])
      snapshot = toOrderedSnapshot(replace(snapshot.jobs, gone, come), snapshot.version + 1)
      changes.clear()
      return snapshot
    },
  }
}

/** A snapshot of jobs in order. Its map is made when somebody asks for it: that takes longer than all the rest. */
function toOrderedSnapshot(jobs: readonly MirroredJob[], version: number): Snapshot {
  let byId: ReadonlyMap<string, MirroredJob> | null = null
  return {
    jobs,
    version,
    made: new Map(),
    get byId() {
      byId ??= new Map(jobs.map((entry) => [entry.job_id, entry]))
      return byId
    },
  }
}

function isSameLog(a: LogFigures | null, b: LogFigures): boolean {
  return a?.best_eval_loss === b.best_eval_loss && a.final_loss === b.final_loss && a.steps === b.steps
}

/** What is derived is compared, too: in a database it may be damaged while the job is not. */
function isSame(a: MirroredJob, b: MirroredJob): boolean {
  return (
    a.deletedAt === b.deletedAt &&
    serializeDerived(a) === serializeDerived(b) &&
    JSON.stringify(a.job) === JSON.stringify(b.job)
  )
}

/** Each of them moves what lies behind it, in one piece; more are better made by walking through all. */
const FEW = 20

/** A list in order without some of its jobs and with others, in order. */
function replace(
  jobs: readonly MirroredJob[],
  gone: readonly MirroredJob[],
  come: readonly MirroredJob[],
): MirroredJob[] {
  const edits = [
    ...gone.map((entry) => ({ at: findPlace(jobs, entry), entry, skip: 1 })),
    ...come.map((entry) => ({ at: findPlace(jobs, entry), entry, skip: 0 })),
  ].sort((a, b) => a.at - b.at || a.skip - b.skip || compareNewestFirst(a.entry, b.entry))
  if (edits.length <= FEW) {
    const edited = jobs.slice()
    let shift = 0
    for (const [index, edit] of edits.entries()) {
      const { at, entry, skip } = edit
      // In place, where one takes the place of another: what lies behind need not move.
      if (isSwap(edit, edits[index + 1])) edited[at + shift] = entry
      else if (skip === 0) edited.splice(at + shift++, 0, entry)
      else if (!isSwap(edits[index - 1], edit)) edited.splice(at + shift--, 1)
    }
    return edited
  }
  const edited: MirroredJob[] = []
  let copied = 0
  for (const { at, entry, skip } of edits) {
    while (copied < at) push(edited, jobs[copied++])
    if (skip === 0) edited.push(entry)
    copied = at + skip
  }
  while (copied < jobs.length) push(edited, jobs[copied++])
  return edited
}

type Edit = { readonly at: number; readonly skip: number }

/** Whether a job comes to where the next edit takes one away. */
function isSwap(edit: Edit | undefined, next: Edit | undefined): boolean {
  return edit?.skip === 0 && next?.skip === 1 && edit.at === next.at
}

function push(list: MirroredJob[], entry: MirroredJob | undefined): void {
  if (entry) list.push(entry)
}

/** Where a job stands in a list in order, or would stand. */
function findPlace(jobs: readonly MirroredJob[], entry: MirroredJob): number {
  let low = 0
  let high = jobs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = jobs[middle]
    if (other && compareNewestFirst(other, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}
