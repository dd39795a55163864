import 'server-only'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import type { AuthRecords } from './auth-records'
import type { LogStore } from './log-store'
import type { StoreProblem } from './store-error'
import type { ViewRecords } from './view-records'

/** A job as the store keeps it. Times are milliseconds since 1970. */
export type StoredJob = {
  readonly job: Job
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  /** When its fields were last seen to differ. */
  readonly changedAt: number
  readonly deletedAt: number | null
}

/** What must outlive a restart besides the jobs. */
export type SourceState = {
  /** When the last whole sweep ended. */
  readonly lastSweepAt: number
  /** Jobs that this sweep missed: the next one that misses them marks them deleted. */
  readonly missedOnce: readonly string[]
}

/** That a job was first seen in a status: at its first sight, and whenever the status had changed. */
export type JobEvent = {
  /** As `MirroredJob.status`. */
  readonly status: string
  /** Milliseconds since 1970. */
  readonly observedAt: number
}

export type Changes = {
  /** Where to go on from. */
  readonly seq: number
  /** In the order in which they changed. */
  readonly jobs: readonly StoredJob[]
  /** Where it changed, too; else `null`. */
  readonly state: SourceState | null
  /** There are more: ask again at once. */
  readonly more: boolean
}

/** That a job reached a status, as notifications tell it. */
export type StatusEvent = JobEvent & {
  /** The same for one change of status in all processes and attempts. */
  readonly id: string
  /** The number of the change. */
  readonly seq: number
  /** The job as it was known when the event was taken up. */
  readonly job: Job
}

export type WaitingNotice = {
  readonly event: StatusEvent
  /** Name of the target that is to be told. */
  readonly target: string
  readonly attempts: number
  readonly createdAt: number
}

/**
 * What is still to be told, and to whom. An event goes into it in the transaction that moves on from it, and leaves it
 * when the target has taken it: so none is lost, and one that was told right before a crash is told again.
 */
export type Outbox = {
  /** Tells the targets there are: of a new one what happens from now on is kept, one that is gone is forgotten. */
  open(source: string, targets: readonly string[]): Promise<void>
  /** Takes up what happened since; `pick` names the targets to tell of an event. Says whether there is more. */
  fill(source: string, now: number, pick: (event: StatusEvent) => readonly string[]): Promise<boolean>
  /** Oldest first. */
  due(source: string, target: string, now: number, limit: number): Promise<WaitingNotice[]>
  /** It was told, or is given up. */
  remove(source: string, notice: WaitingNotice): Promise<void>
  postpone(source: string, notice: WaitingNotice, nextAt: number): Promise<void>
  /** How many wait. */
  waiting(source: string): Promise<number>
}

/** What a process tells the others: short, and of each name only the last one stays. */
export type Note = { readonly name: string; readonly content: Json }

export type NoteChanges = {
  /** Where to go on from. */
  readonly seq: number
  /** In the order in which they were written. */
  readonly notes: readonly Note[]
}

/** Who may call upstream for a source, and write what it learns: one process at a time. */
export type Leases = {
  /**
   * Takes the lease where it is free or has run out, or renews it where `owner` holds it, for so many milliseconds on
   * the database's clock. Gives its epoch, which grows with each new owner; `null` while somebody else holds it.
   */
  acquire(source: string, owner: string, ttlMs: number): Promise<number | null>
  /** Gives it back, so that another may take it at once. */
  release(source: string, owner: string): Promise<void>
}

/**
 * Keeps the jobs of several accounts, each under the name of its source. Calls that the database does not answer
 * reject with a StoreError; none of them ends the process.
 */
export type JobStore = {
  readonly kind: 'memory' | 'sqlite' | 'postgres'
  load(source: string): Promise<StoredJob[]>
  /**
   * All jobs as the mirror keeps them, some thousands at a time, each batch in a turn of its own: the quick way, which
   * leaves the jobs as sent unparsed. Jobs that change meanwhile may come in either state: who must know takes `seq`
   * before and asks for `changes` after.
   */
  batches(source: string): AsyncIterable<readonly MirroredJob[]>
  /** When a job was last seen; `null` where there is none. */
  lastSeenAt(source: string): Promise<number | null>
  /** Keeps jobs as sent, and resolves once they are safe. One that was marked deleted is so no longer. */
  saveJobs(source: string, jobs: readonly Job[], seenAt: number): Promise<void>
  /** Those that are marked already keep their time. */
  markDeleted(source: string, ids: readonly string[], at: number): Promise<void>
  /** Oldest first; none for a job that is not known. */
  events(source: string, job_id: string): Promise<JobEvent[]>
  loadState(source: string): Promise<SourceState | null>
  saveState(source: string, state: SourceState): Promise<void>
  /** The number of the last change; 0 before the first. */
  seq(source: string): Promise<number>
  /** What changed after that number, jobs that were only seen again left out. */
  changes(source: string, since: number): Promise<Changes>
  /** Leaves a note; fenced as all writes are, where the store has an epoch. */
  saveNote(source: string, name: string, content: Json): Promise<void>
  /** Notes written after that number; their numbers are apart from those of jobs. */
  notes(source: string, since: number): Promise<NoteChanges>
  /** As `subscribe`, for notes. */
  subscribeToNotes(source: string, since: number, listener: (seq: number) => void): () => void
  /**
   * Calls the listener within 2 s of changes after the number `since`, by any process, with the number of the last one,
   * until the function that it gives is called.
   */
  subscribe(source: string, since: number, listener: (seq: number) => void): () => void
  readonly logs: LogStore
  readonly leases: Leases
  readonly auth: AuthRecords
  readonly outbox: Outbox
  readonly views: ViewRecords
  /** The same store, whose writes are refused (`StoreNotLeader`) unless this is the epoch of the lease. */
  withEpoch(epoch: () => number | null): JobStore
  /** How often what it held was lost while it was open: whoever has it in memory saves it again. */
  losses(): number
  /** What is wrong with it, for the operator; `null` when all is well. */
  problem(): StoreProblem | null
  /** Bytes on disk. */
  size(): Promise<number>
  close(): Promise<void>
}
