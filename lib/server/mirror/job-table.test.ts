import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import { toSnapshot } from '@/lib/jobs/snapshot'
import { createJobTable } from './job-table'
import { createSnapshotBuilder } from './snapshot-builder'

const job: fc.Arbitrary<Job> = fc.record({
  job_id: fc.integer({ min: 0, max: 30 }).map((number) => `ft-${number}`),
  create_time: fc.constantFrom(null, '2026-01-01 10:00:00', '2026-01-02 10:00:00', '2026-01-03 10:00:00'),
  status: fc.constantFrom('RUNNING', 'SUCCEEDED'),
})

/** A board without a name for its one account, or with several accounts. */
const BOARDS = [[undefined], ['beijing', 'intl', 'a']] as const

it.each(BOARDS)('gives the same snapshots as sorting all jobs each time: %s %s %s', (...sources) => {
  const page = fc.tuple(fc.nat({ max: sources.length - 1 }), fc.array(job, { maxLength: 12 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(page, { maxLength: 8 }), (pages) => {
      const builder = createSnapshotBuilder()
      const tables = sources.map((source) => createJobTable(source))
      for (const table of tables) builder.add(table)
      const all = new Map<string, MirroredJob>()
      for (const [at, jobs, isRestored] of pages) {
        const before = builder.build()
        const wasJobs = [...before.jobs]
        const toEntry = (one: Job) => toMirroredJob(one, null, null, sources[at])
        // As the store gives them, which knows nothing of the name.
        if (isRestored) tables[at]?.restore(jobs.map((one) => toMirroredJob(one)))
        else for (const one of jobs) tables[at]?.put(one, null)
        for (const one of jobs) all.set(toJobRef(toEntry(one)), toEntry(one))
        const built = builder.build()
        const expected = toSnapshot(all.values(), built.version)
        expect(built.jobs).toEqual(expected.jobs)
        expect(built.byId).toEqual(expected.byId)
        expect(before.jobs).toEqual(wasJobs)
      }
    }),
  )
})

it('is the same snapshot while nothing changes', () => {
  const builder = createSnapshotBuilder()
  const table = createJobTable()
  builder.add(table)
  table.put({ job_id: 'a', n: { b: [1] } }, null)
  const built = builder.build()
  table.put({ job_id: 'a', n: { b: [1] } }, null)
  expect(builder.build()).toBe(built)
  table.put({ job_id: 'a', n: { b: [1] } }, 5)
  expect(builder.build().version).toBe(built.version + 1)
})
