import { expect, it } from 'vitest'
import { moveColumn } from './move-column'

it('moves a column one place, and not beyond the ends', () => {
  expect(moveColumn(['usage', 'job_name'], 'later:usage')).toEqual(['job_name', 'usage'])
  expect(moveColumn(['usage', 'job_name'], 'earlier:job_name')).toEqual(['job_name', 'usage'])
  expect(moveColumn(['usage', 'job_name'], 'earlier:usage')).toEqual(['usage', 'job_name'])
  expect(moveColumn(['usage', 'job_name'], 'later:job_name')).toEqual(['usage', 'job_name'])
  expect(moveColumn(['usage', 'job_name'], 'later:status')).toEqual(['usage', 'job_name'])
  expect(moveColumn(['usage', 'job_name'], '')).toEqual(['usage', 'job_name'])
})

it('begins with the usual ones', () => {
  expect(moveColumn([], 'later:status').slice(0, 2)).toEqual(['job_name', 'status'])
})
