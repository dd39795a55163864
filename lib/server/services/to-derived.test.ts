import { expect, it } from 'vitest'
import { derived } from '@/lib/api/derived'
import { toMirroredJob } from '@/lib/jobs/job'
import { createPriceList } from '@/lib/jobs/published-prices'
import { toDerived } from './to-derived'

const prices = createPriceList('singapore', [
  { model: 'm', currency: 'USD', per_1000_tokens: '0.0016', from: '2026-01-01', source: 'test' },
])
const job = { job_id: 'ft-1', base_model: 'm', status: 'SUCCEEDED', usage: 279_808, training_type: 'sft' }

it('tells the exact cost of a job without a log, and no price', () => {
  const made = toDerived(toMirroredJob(job), prices)
  expect(made).toEqual({ cost: { state: 'priced', amount: '0.4476928', currency: 'USD' } })
  expect(derived.parse(made)).toEqual(made)
})

it('tells when a running job began and would end', () => {
  const outlook = { startedAt: 1_768_449_600_000, expectedEndAt: 1_768_453_200_000 }
  const made = toDerived({ ...toMirroredJob({ ...job, status: 'RUNNING' }), outlook }, prices)
  expect(made).toMatchObject({
    outlook: { started_at: '2026-01-15T04:00:00.000Z', expected_end_at: '2026-01-15T05:00:00.000Z' },
  })
  expect(derived.parse(made)).toEqual(made)
})

it('tells what the log comes to, and why there is no cost', () => {
  const log = { best_eval_loss: 0.25, final_loss: null, steps: 40 }
  const made = toDerived(toMirroredJob({ ...job, status: 'FAILED' }, null, log), prices)
  expect(made).toEqual({ ...log, cost: { state: 'not_billed' } })
  expect(derived.parse(made)).toEqual(made)
})
