import { expect, it } from 'vitest'
import { toChange, toMeasured, toMeasuredBefore } from './usage-table'

const figures = {
  jobs: 2,
  usage: 0,
  usage_unknown: 2,
  duration_seconds: 60,
  deleted_jobs: 0,
  by_status: { RUNNING: 2 },
  cost: { amounts: [], priced: 0, not_billed: 0, pending: 2, no_price: 0 },
}

it('says new of what was nothing before, and nothing of what was not known', () => {
  expect(toChange(12, 10)).toBeCloseTo(0.2)
  expect(toChange(12, 0)).toBe('new')
  expect(toChange(12, toMeasuredBefore({ ...figures, jobs: 0, usage_unknown: 0 }, 'usage', null))).toBe('new')
  expect(toChange(12, toMeasuredBefore(figures, 'usage', null))).toBeNull()
  expect(toChange(12, toMeasuredBefore(figures, 'cost', 'USD'))).toBeNull()
  expect(toChange(toMeasured(figures, 'usage', null), 12)).toBeNull()
  expect(toChange(12, undefined)).toBeNull()
})
