import { describe, expect, it } from 'vitest'
import { toMirroredJob } from '@/lib/jobs/job'
import { countEndedLastDay, countJobs } from './count-jobs'

const NOW = Date.parse('2026-11-24T12:00:00+08:00')

describe('countJobs', () => {
  it('has a bounded number of pairs, whatever the account holds, and loses no job', () => {
    const jobs = Array.from({ length: 5_000 }, (_, n) =>
      toMirroredJob({ job_id: `ft-${n}`, base_model: `m${n % 400}`, status: `S${n % 90}`, usage: 2 }),
    )
    const counts = countJobs(jobs)
    expect(new Set(counts.map(({ base_model }) => base_model)).size).toBe(31)
    expect(new Set(counts.map(({ status }) => status)).size).toBe(16)
    expect(counts.reduce((sum, count) => sum + count.jobs, 0)).toBe(5_000)
    expect(counts.reduce((sum, count) => sum + count.usage, 0)).toBe(10_000)
  })

  it('leaves out deleted jobs, names what has no model, and cuts what is long', () => {
    const counts = countJobs([
      toMirroredJob({ job_id: 'a', status: 'RUNNING' }),
      toMirroredJob({ job_id: 'b', status: 'RUNNING' }, NOW),
      toMirroredJob({ job_id: 'c', status: 'FAILED', model: `\ud800${'x'.repeat(400)}` }),
    ])
    expect(counts).toEqual([
      { status: 'RUNNING', base_model: 'unknown', jobs: 1, usage: 0 },
      { status: 'FAILED', base_model: `\ufffd${'x'.repeat(99)}`, jobs: 1, usage: 0 },
    ])
  })
})

it('counts what ended in the last day, and nothing else', () => {
  const ended = (end_time: string) => toMirroredJob({ job_id: end_time, status: 'FAILED', end_time })
  const jobs = ['2026-11-24 11:59:59', '2026-11-23 12:00:01', '2026-11-23 12:00:00', '2026-11-24 12:00:01']
  expect([...countEndedLastDay(jobs.map(ended), NOW)]).toEqual([['FAILED', 2]])
})
