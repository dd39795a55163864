import 'server-only'
import type { Job } from '@/lib/jobs/job'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'
import { createStoreFeed } from './store-feed'

/** What replicas tell each other: how the leader's mirror stands, that somebody looks, wants fresh jobs, or was refused. */
type NoteName = 'standing' | 'look' | 'refresh' | 'refused'

export type Notes = {
  /** Follows the notes of others from now on; of earlier ones only the `standing` is told. */
  start(): void
  /** Tells the others. Never rejects: a note is worth no second attempt. */
  write(name: NoteName, content: Omit<Job, 'job_id'>): Promise<void>
  stop(): Promise<void>
}

/**
 * Makes notes of a source. The store has no place for them, so they are jobs of a source of their own, and come to the
 * others as changes of jobs do.
 */
export function createNotes(parts: {
  store: JobStore
  source: string
  owner: string
  clock: Clock
  onNote: (name: string, content: Job) => void
}): Notes {
  const { store, owner, clock, onNote } = parts
  const source = `${parts.source}:notes`
  let isFirst = true

  const feed = createStoreFeed({
    store,
    source,
    clock,
    async take({ jobs }) {
      for (const { job } of jobs) {
        const isOld = isFirst && job.job_id !== 'standing'
        if (job.by !== owner && !isOld) onNote(job.job_id, job)
      }
      isFirst = false
    },
  })

  return {
    start: () => feed.start(0),
    async write(name, content) {
      // Two equal notes are two changes by their time.
      const job: Job = { ...content, job_id: name, by: owner, at: clock.now() }
      await store.saveJobs(source, [job], clock.now()).catch(() => {})
    },
    stop: feed.pause,
  }
}
