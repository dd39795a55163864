import { expect, it } from 'vitest'
import { z } from 'zod'
import { jobsAnswer } from './jobs'

const answer = {
  request_id: 'a',
  output: {
    page_no: 1,
    page_size: 10,
    total: 1,
    jobs: [
      {
        zeta: [1, { deep: null }],
        job_id: 'ft-1',
        user_identity: '1396993924585947',
        learning_rate: '1.6e-5',
      },
    ],
    totals: { jobs: 1, usage: 0, duration_seconds: 0, by_status: { NEW_ONE: 1 } },
    derived: {},
    cost: { amounts: [], priced: 0, not_billed: 0, pending: 1, no_price: 0 },
    deleted_jobs: 0,
    facets: { status: [{ value: 'NEW_ONE', count: 1 }], model: [], training_type: [], creator: [] },
  },
  mirror: {
    synced_at: null,
    complete: false,
    stale: true,
    jobs: 1,
    error: { code: 'Timeout', message: 'late' },
  },
}

it('takes a job as it is, with unknown fields and equal values', () => {
  expect(jobsAnswer.parse(answer)).toEqual(answer)
})

it('refuses a job without an id', () => {
  const broken = { ...answer, output: { ...answer.output, jobs: [{ status: 'RUNNING' }] } }
  expect(jobsAnswer.safeParse(broken).success).toBe(false)
})

it('can be described as JSON Schema', () => {
  expect(z.toJSONSchema(jobsAnswer)).toMatchObject({ type: 'object' })
})
