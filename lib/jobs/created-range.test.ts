import { describe, expect, it } from 'vitest'
import { isCreatedRangeReversed, resolveCreatedRange, toCreatedBound } from './created-range'

/** 2026-11-24 02:00 in Beijing, while it is still the 23rd in UTC. */
const now = Date.parse('2026-11-23T18:00:00Z')
const at = (text: string) => Date.parse(text)

describe('toCreatedBound', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2024-02-29', '2024-02-29'],
    ['today', 'today'],
    ['-24h', '-24h'],
    ['-007d', '-7d'],
    ['-0d', '-0d'],
    ['2026-11-23T16:53:53+08:00', '2026-11-23T08:53:53Z'],
    ['2026-11-23T16:53:53 08:00', '2026-11-23T08:53:53Z'],
    ['2026-11-23T16:53+0800', '2026-11-23T08:53:00Z'],
    ['2026-11-23T16:53:53.5Z', '2026-11-23T16:53:53.500Z'],
  ])('reads %s', (text, canonical) => {
    expect(toCreatedBound(text)).toBe(canonical)
    expect(toCreatedBound(canonical)).toBe(canonical)
  })

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '2026-11-23T16:53:53',
    '2026-11-23T25:00:00Z',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    'Today',
    '-7w',
    '-36501d',
    '7d',
    '-1.5d',
    ' today',
    'yesterday',
  ])('takes %s for no bound', (text) => {
    expect(toCreatedBound(text)).toBeNull()
  })
})

describe('resolveCreatedRange', () => {
  it('takes a bare date for a day in Beijing, which `to` includes', () => {
    expect(resolveCreatedRange('2026-11-23', '2026-11-23', now)).toEqual({
      from: at('2026-11-23T00:00:00+08:00'),
      to: at('2026-11-24T00:00:00+08:00'),
    })
  })

  it('takes today for the day that it is in Beijing', () => {
    expect(resolveCreatedRange('today', 'today', now)).toEqual({
      from: at('2026-11-24T00:00:00+08:00'),
      to: at('2026-11-25T00:00:00+08:00'),
    })
  })

  it('starts -7d with the day seven days ago, and ends with it', () => {
    expect(resolveCreatedRange('-7d', '-7d', now)).toEqual({
      from: at('2026-11-17T00:00:00+08:00'),
      to: at('2026-11-18T00:00:00+08:00'),
    })
  })

  it('takes hours and times exactly', () => {
    expect(resolveCreatedRange('-24h', '2026-11-23T16:53:53+08:00', now)).toEqual({
      from: now - 86_400_000,
      to: at('2026-11-23T08:53:53Z'),
    })
  })

  it('leaves open what is not set or cannot be read', () => {
    expect(resolveCreatedRange('', 'soon', now)).toEqual({ from: null, to: null })
  })
})

describe('isCreatedRangeReversed', () => {
  it.each([
    ['2026-11-24', '2026-11-23', true],
    ['2026-11-23', '2026-11-23', false],
    ['2026-11-23T23:00:00+08:00', '2026-11-23', false],
    ['2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z', false],
    ['2026-11-23T12:00:01Z', '2026-11-23T12:00:00Z', true],
    ['-24h', '-48h', true],
    ['today', '-1d', true],
    ['', '2026-11-23', false],
  ])('%s to %s: %s', (from, to, reversed) => {
    expect(isCreatedRangeReversed(from, to, now)).toBe(reversed)
  })
})
