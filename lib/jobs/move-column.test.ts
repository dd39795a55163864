import { expect, it } from 'vitest'
import { moveColumn, toNextMove } from './move-column'

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

it('goes on with the same step, or back from an end', () => {
  expect(toNextMove(['usage', 'status', 'job_name'], 'later:status')).toBe('later:status')
  expect(toNextMove(['usage', 'job_name', 'status'], 'later:status')).toBe('earlier:status')
  expect(toNextMove(['status', 'usage'], 'earlier:status')).toBe('later:status')
  expect(toNextMove(['usage', 'hp.a:b', 'status'], 'earlier:hp.a:b')).toBe('earlier:hp.a:b')
})
