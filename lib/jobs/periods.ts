import { STANDARD_ZONE } from '../format/zone'
import { BEIJING_OFFSET_MS } from './time'

export const PERIOD_UNITS = ['day', 'week', 'month'] as const
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/** A day, a week from Monday on, or a month in some zone. Times are milliseconds since 1970 (UTC). */
export type Period = {
  /** `2026-11-23`, of a week its Monday; of a month `2026-11`. */
  readonly key: string
  readonly start: number
  /** Excluded. */
  readonly end: number
}

/** Periods as the clocks of one zone have them. */
export type Calendar = {
  readonly zone: string
  /** The period that holds a moment. */
  toPeriod(time: number, unit: PeriodUnit): Period
  /** The period so many after (or before) the one that holds a moment. */
  toNeighbour(time: number, unit: PeriodUnit, steps: number): Period
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Before this, clocks went by the sun and are not worth an hour's thought. */
const FIRST_ZONED = Date.UTC(1900, 0, 1)
/** As far as a zone's clock was ever from UTC, and a little more. */
const FARTHEST_MS = 26 * 60 * 60 * 1000

/** @throws RangeError for what is no zone */
export function createCalendar(zone: string): Calendar {
  const toOffset = createOffset(zone)
  const starts = new Map<number, number>()

  const toDay = (time: number) => Math.floor((time + toOffset(time)) / DAY_MS)

  /** The first moment whose day is this one or a later one: a clock change may take midnight, or a whole day, away. */
  function toStart(day: number): number {
    const known = starts.get(day)
    if (known !== undefined) return known
    const midnight = day * DAY_MS
    const guess = midnight - toOffset(midnight - toOffset(midnight))
    const start = toDay(guess) === day && toDay(guess - 1) < day ? guess : search(day)
    starts.set(day, start)
    return start
  }

  function search(day: number): number {
    let low = day * DAY_MS - FARTHEST_MS
    let high = day * DAY_MS + FARTHEST_MS
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (toDay(middle) >= day) high = middle
      else low = middle + 1
    }
    return low
  }

  function toNeighbour(time: number, unit: PeriodUnit, steps: number): Period {
    const first = toFirstDay(toDay(time), unit, steps)
    return {
      key: new Date(first * DAY_MS).toISOString().slice(0, unit === 'month' ? -17 : -14),
      start: toStart(first),
      end: toStart(toFirstDay(first, unit, 1)),
    }
  }
  return { zone, toNeighbour, toPeriod: (time, unit) => toNeighbour(time, unit, 0) }
}

/** The first day, in days since 1970, of the period so many after the one that holds a day. */
function toFirstDay(day: number, unit: PeriodUnit, steps: number): number {
  if (unit === 'day') return day + steps
  // 1970-01-01 was a Thursday.
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7) + 7 * steps
  const date = new Date(day * DAY_MS)
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + steps)
  return date.getTime() / DAY_MS
}

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
function createOffset(zone: string): (time: number) => number {
  // A day of DashScope's is 24 hours of UTC+8, though China had summer time up to 1991.
  if (zone === STANDARD_ZONE) return () => BEIJING_OFFSET_MS
  if (zone === 'UTC') return () => 0
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (time) => {
    const seconds = Math.floor(Math.max(time, FIRST_ZONED) / 1000) * 1000
    // `11/23/2026, 16:53:53`
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(seconds).match(/\d+/g) ?? []
    ).map(Number)
    return Date.UTC(year, month - 1, day, hour, minute, second) - seconds
  }
}
