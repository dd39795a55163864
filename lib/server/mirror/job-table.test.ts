import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Job } from '@/lib/jobs/job'
import { toMirroredJob } from '@/lib/jobs/job'
import { toSnapshot } from '@/lib/jobs/snapshot'
import { createJobTable } from './job-table'

const job: fc.Arbitrary<Job> = fc.record({
  job_id: fc.integer({ min: 0, max: 30 }).map((number) => `ft-${number}`),
  create_time: fc.constantFrom(null, '2026-01-01 10:00:00', '2026-01-02 10:00:00', '2026-01-03 10:00:00'),
  status: fc.constantFrom('RUNNING', 'SUCCEEDED'),
})

it('gives the same snapshots as sorting all jobs each time', () => {
  fc.assert(
    fc.property(fc.array(fc.array(job, { maxLength: 12 }), { maxLength: 8 }), (pages) => {
      const table = createJobTable()
      const all = new Map<string, Job>()
      for (const page of pages) {
        const before = table.build()
        const wasJobs = [...before.jobs]
        for (const entry of page) {
          table.put(entry, null)
          all.set(entry.job_id, entry)
        }
        const built = table.build()
        const expected = toSnapshot(
          [...all.values()].map((entry) => toMirroredJob(entry)),
          built.version,
        )
        expect(built.jobs).toEqual(expected.jobs)
        expect(built.byId).toEqual(expected.byId)
        expect(before.jobs).toEqual(wasJobs)
      }
    }),
  )
})

it('is the same snapshot while nothing changes', () => {
  const table = createJobTable()
  table.put({ job_id: 'a', n: { b: [1] } }, null)
  const built = table.build()
  table.put({ job_id: 'a', n: { b: [1] } }, null)
  expect(table.build()).toBe(built)
  table.put({ job_id: 'a', n: { b: [1] } }, 5)
  expect(table.build().version).toBe(built.version + 1)
})
