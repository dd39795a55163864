import 'server-only'
import type { JobStore, SourceState, StoredJob } from './store'

/** A store that forgets everything when the process ends. */
export function createMemoryStore(): JobStore {
  const jobsBySource = new Map<string, Map<string, StoredJob>>()
  const states = new Map<string, SourceState>()

  function jobsOf(source: string): Map<string, StoredJob> {
    const known = jobsBySource.get(source) ?? new Map<string, StoredJob>()
    jobsBySource.set(source, known)
    return known
  }

  return {
    async load(source) {
      return [...jobsOf(source).values()]
    },
    async saveJobs(source, jobs, seenAt) {
      const known = jobsOf(source)
      for (const job of jobs) {
        const before = known.get(job.job_id)
        const same = before !== undefined && JSON.stringify(before.job) === JSON.stringify(job)
        known.set(job.job_id, {
          job: same ? before.job : job,
          firstSeenAt: before?.firstSeenAt ?? seenAt,
          lastSeenAt: seenAt,
          changedAt: same ? before.changedAt : seenAt,
          deletedAt: null,
        })
      }
    },
    async markDeleted(source, ids, at) {
      const known = jobsOf(source)
      for (const id of ids) {
        const stored = known.get(id)
        if (stored) known.set(id, { ...stored, deletedAt: at })
      }
    },
    async loadState(source) {
      return states.get(source) ?? null
    },
    async saveState(source, state) {
      states.set(source, state)
    },
    async close() {},
  }
}
