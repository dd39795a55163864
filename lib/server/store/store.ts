import 'server-only'
import type { Job } from '@/lib/jobs/job'

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

/** Keeps the jobs of several accounts, each under the name of its source. */
export type JobStore = {
  load(source: string): Promise<StoredJob[]>
  /** Keeps jobs as sent, and resolves once they are safe. One that was marked deleted is so no longer. */
  saveJobs(source: string, jobs: readonly Job[], seenAt: number): Promise<void>
  markDeleted(source: string, ids: readonly string[], at: number): Promise<void>
  loadState(source: string): Promise<SourceState | null>
  saveState(source: string, state: SourceState): Promise<void>
  close(): Promise<void>
}
