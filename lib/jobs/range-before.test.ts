import { expect, it } from 'vitest'
import { createCalendar } from './periods'
import { toRangeBefore } from './range-before'

const NOW = Date.parse('2026-11-24T04:00:00Z')
const before = (created_from: string, created_to = '', zone = 'Asia/Shanghai') => {
  const range = toRangeBefore({ created_from, created_to }, createCalendar(zone), NOW)
  return range && [range.from, range.to].map((time) => new Date(time).toISOString().slice(0, 16))
}

it('is as long as the range, and of months as many', () => {
  expect(before('2026-11-10', '2026-11-11')).toEqual(['2026-11-07T16:00', '2026-11-09T16:00'])
  expect(before('2026-10-01', '2026-10-31')).toEqual(['2026-08-31T16:00', '2026-09-30T16:00'])
  expect(before('2026-01-01', '2026-02-28')).toEqual(['2025-10-31T16:00', '2025-12-31T16:00'])
  expect(before('2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z', 'America/New_York')).toEqual([
    '2026-10-01T04:00',
    '2026-11-01T04:00',
  ])
})

it('ends now where the range is open, and is none where it has no beginning', () => {
  expect(before('-24h')).toEqual(['2026-11-22T04:00', '2026-11-23T04:00'])
  expect(before('', '2026-11-11')).toBe(null)
  expect(before('')).toBe(null)
  expect(before('2027-01-01')).toBe(null)
})
