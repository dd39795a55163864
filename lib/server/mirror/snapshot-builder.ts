import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import { compareNewestFirst, type Snapshot } from '@/lib/jobs/snapshot'
import type { JobTable } from './job-table'

export type SnapshotBuilder = {
  /** Takes a table into every snapshot from now on. */
  add(table: JobTable): void
  /** The snapshot of now; the last one again when nothing changed. */
  build(): Snapshot
}

/**
 * Makes what turns tables of jobs, one of each account, into immutable snapshots of them all, without sorting or copying
 * all jobs one by one.
 */
export function createSnapshotBuilder(): SnapshotBuilder {
  const tables: JobTable[] = []
  let snapshot = toOrderedSnapshot([], 0)

  return {
    add(table) {
      tables.push(table)
    },
    build() {
      const changes = tables.map((table) => table.takeChanges())
      if (changes.includes(null)) {
        // The store gives them by id, which begins with the time of creation: reversed they are nearly in order.
        const jobs = tables
          .flatMap((table) => [...table.all()])
          .reverse()
          .sort(compareNewestFirst)
        snapshot = toOrderedSnapshot(jobs, snapshot.version + 1)
        return snapshot
      }
      const gone = changes.flatMap((change) => change?.gone ?? [])
      const come = changes.flatMap((change) => change?.come ?? [])
      if (come.length > 0)
        snapshot = toOrderedSnapshot(replace(snapshot.jobs, gone, come), snapshot.version + 1)
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
      byId ??= new Map(jobs.map((entry) => [toJobRef(entry), entry]))
      return byId
    },
  }
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
