import 'server-only'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import type { JobStore, SourceState } from '../store/store'
import { nextTurn } from './next-turn'
import { isRefused } from './store-writer'

type Target = { readonly store: JobStore; readonly source: string }

/**
 * Saves jobs, each of them that the store takes. `onRefused` is told of those that it never will: they are shown all the
 * same, for no later attempt would change that, and the others must not wait for them.
 */
export async function saveJobs(
  { store, source }: Target,
  jobs: readonly Job[],
  at: number,
  onRefused: (ids: readonly string[], message: string) => void,
): Promise<void> {
  try {
    if (jobs.length > 0) await store.saveJobs(source, jobs, at)
  } catch (error) {
    if (!isRefused(error)) throw error
    if (jobs.length === 1)
      onRefused(
        jobs.map((job) => job.job_id),
        error.message,
      )
    else for (const job of jobs) await saveJobs({ store, source }, [job], at, onRefused)
  }
}

const BATCH = 500

/** Saves all that memory holds into a store that has lost it: jobs, which of them are deleted, and the state. */
export async function salvage(
  { store, source }: Target,
  entries: readonly MirroredJob[],
  state: SourceState | null,
  at: number,
  onRefused: (ids: readonly string[], message: string) => void,
): Promise<void> {
  const deleted = new Map<number, string[]>()
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH)
    await saveJobs(
      { store, source },
      batch.map((entry) => entry.job),
      at,
      onRefused,
    )
    for (const { job_id, deletedAt } of batch)
      if (deletedAt !== null) deleted.set(deletedAt, [...(deleted.get(deletedAt) ?? []), job_id])
    await nextTurn()
  }
  for (const [deletedAt, ids] of deleted) await store.markDeleted(source, ids, deletedAt)
  if (state) await store.saveState(source, state)
}
