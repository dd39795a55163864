import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, PERIOD_UNITS } from './periods'

const at = (text: string) => Date.parse(text)

describe('createCalendar', () => {
  it.each([
    [
      'Asia/Shanghai',
      'day',
      '2026-12-31T15:59:59.999Z',
      '2026-12-31',
      '2026-12-30T16:00Z',
      '2026-12-31T16:00Z',
    ],
    ['Asia/Shanghai', 'day', '2026-12-31T16:00:00Z', '2027-01-01', '2026-12-31T16:00Z', '2027-01-01T16:00Z'],
    ['Asia/Shanghai', 'week', '2027-01-01T00:00:00Z', '2026-12-28', '2026-12-27T16:00Z', '2027-01-03T16:00Z'],
    ['Asia/Shanghai', 'month', '2026-12-31T16:00:00Z', '2027-01', '2026-12-31T16:00Z', '2027-01-31T16:00Z'],
    ['UTC', 'day', '2026-12-31T23:59:59Z', '2026-12-31', '2026-12-31T00:00Z', '2027-01-01T00:00Z'],
    ['UTC', 'week', '2026-11-23T00:00:00Z', '2026-11-23', '2026-11-23T00:00Z', '2026-11-30T00:00Z'],
    ['UTC', 'week', '2026-11-22T23:59:59Z', '2026-11-16', '2026-11-16T00:00Z', '2026-11-23T00:00Z'],
    ['UTC', 'month', '2026-02-28T12:00:00Z', '2026-02', '2026-02-01T00:00Z', '2026-03-01T00:00Z'],
    // A day of 23 hours, one of 25, and a week and a month that hold them.
    [
      'America/New_York',
      'day',
      '2026-03-08T12:00:00Z',
      '2026-03-08',
      '2026-03-08T05:00Z',
      '2026-03-09T04:00Z',
    ],
    [
      'America/New_York',
      'day',
      '2026-11-01T12:00:00Z',
      '2026-11-01',
      '2026-11-01T04:00Z',
      '2026-11-02T05:00Z',
    ],
    [
      'America/New_York',
      'day',
      '2026-11-01T05:30:00Z',
      '2026-11-01',
      '2026-11-01T04:00Z',
      '2026-11-02T05:00Z',
    ],
    [
      'America/New_York',
      'week',
      '2026-11-01T12:00:00Z',
      '2026-10-26',
      '2026-10-26T04:00Z',
      '2026-11-02T05:00Z',
    ],
    [
      'America/New_York',
      'month',
      '2026-11-30T12:00:00Z',
      '2026-11',
      '2026-11-01T04:00Z',
      '2026-12-01T05:00Z',
    ],
    [
      'America/New_York',
      'month',
      '2027-01-01T04:59:59Z',
      '2026-12',
      '2026-12-01T05:00Z',
      '2027-01-01T05:00Z',
    ],
    // Midnight does not happen, happens twice, and a day that never was.
    ['America/Havana', 'day', '2026-03-08T12:00:00Z', '2026-03-08', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['Asia/Beirut', 'day', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-28T22:00Z', '2026-03-29T21:00Z'],
    ['Pacific/Apia', 'day', '2011-12-31T00:00:00Z', '2011-12-31', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
    ['Asia/Kolkata', 'day', '2026-11-23T18:30:00Z', '2026-11-24', '2026-11-23T18:30Z', '2026-11-24T18:30Z'],
  ] as const)('%s, %s of %s is %s', (zone, unit, time, key, start, end) => {
    const period = createCalendar(zone).toPeriod(at(time), unit)
    expect(period).toEqual({ key, start: at(start), end: at(end) })
  })

  it('has one period for each moment, and no gap between two', () => {
    const zone = fc.constantFrom(
      'Asia/Shanghai',
      'UTC',
      'America/New_York',
      'Africa/Casablanca',
      'America/Santiago',
    )
    const time = fc.integer({ min: at('2019-01-01T00:00Z'), max: at('2031-01-01T00:00Z') })
    fc.assert(
      fc.property(zone, time, fc.constantFrom(...PERIOD_UNITS), (name, moment, unit) => {
        const calendar = createCalendar(name)
        const period = calendar.toPeriod(moment, unit)
        expect(period.start).toBeLessThanOrEqual(moment)
        expect(period.end).toBeGreaterThan(moment)
        expect(calendar.toNeighbour(moment, unit, 1).start).toBe(period.end)
        expect(calendar.toNeighbour(moment, unit, -1).end).toBe(period.start)
        // Another way to say the day: a language that writes dates as ISO 8601 does.
        const day = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short' }).format(moment)
        if (unit === 'day') expect(period.key).toBe(day)
        if (unit === 'month') expect(period.key).toBe(day.slice(0, 7))
        if (unit === 'week') expect(new Date(`${period.key}T00:00Z`).getUTCDay()).toBe(1)
      }),
    )
  })

  it('takes any year that DashScope could write', () => {
    for (const zone of ['Asia/Shanghai', 'America/New_York']) {
      for (const year of ['0000', '0099', '1850', '9999']) {
        const moment = at(`${year}-06-15T12:00:00Z`)
        expect(createCalendar(zone).toPeriod(moment, 'day').key).toBe(`${year}-06-15`)
      }
    }
  })
})
