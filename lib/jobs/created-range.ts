import { BEIJING_OFFSET_MS } from './time'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
/** A century: further back there is no job, and times stay within what a `Date` can hold. */
const MAX_DAYS_BACK = 36_500

/** The years that are written with four digits. */
const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z')
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
/** A blank is read as `+`: that is what an unencoded `+08:00` in a query string decodes to. */
const TIME =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?(Z|[+ -](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/
const BACK = /^-(\d+)([hd])$/

/** A range of `create_time` in milliseconds since 1970 (UTC): `from` included, `to` excluded, `null` is open. */
export type CreatedRange = { readonly from: number | null; readonly to: number | null }

/** A moment, or a whole day in Beijing time by its start. */
type Bound = { readonly at: number; readonly wholeDay: boolean }

/**
 * The one form of a bound of `create_time`, or `null` for what is none. Taken are a day of the calendar
 * (`2026-11-23`), a time with zone (`2026-11-23T16:53:53+08:00`, written as UTC), `today`, `-24h`, `-7d`.
 */
export function toCreatedBound(text: string): string | null {
  const back = BACK.exec(text)
  if (back) {
    const count = Number(back[1])
    return count <= MAX_DAYS_BACK * (back[2] === 'h' ? 24 : 1) ? `-${count}${back[2]}` : null
  }
  if (text === 'today' || toDayStart(text) !== null) return text
  const time = parseZonedTime(text)
  return time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z')
}

/**
 * What two bounds mean at `now` (ms since 1970, UTC). A bare date and `today` are days in Beijing time, and so is
 * `-7d`, the day seven days ago: as `from` they start with that day, as `to` they include it. A time and `-24h` are
 * exact. '' and what cannot be read leave the range open.
 */
export function resolveCreatedRange(created_from: string, created_to: string, now: number): CreatedRange {
  const to = toBound(created_to, now)
  return {
    from: toBound(created_from, now)?.at ?? null,
    to: to && (to.wholeDay ? to.at + DAY_MS : to.at),
  }
}

/**
 * Whether `from` lies after `to`, at `now` (ms since 1970, UTC). The same moment twice is an empty range, not a
 * reversed one; a day that begins when the day `to` ends is after it.
 */
export function isCreatedRangeReversed(created_from: string, created_to: string, now: number): boolean {
  const from = toBound(created_from, now)
  const to = toBound(created_to, now)
  if (!from || !to) return false
  return to.wholeDay ? from.at >= to.at + DAY_MS : from.at > to.at
}

function toBound(text: string, now: number): Bound | null {
  if (text === '') return null
  if (text === 'today') return { at: toBeijingDay(now), wholeDay: true }
  const back = BACK.exec(text)
  if (back?.[2] === 'h') return { at: now - Number(back[1]) * HOUR_MS, wholeDay: false }
  if (back) return { at: toBeijingDay(now) - Number(back[1]) * DAY_MS, wholeDay: true }
  const day = toDayStart(text)
  if (day !== null) return { at: day, wholeDay: true }
  const time = parseZonedTime(text)
  return time === null ? null : { at: time, wholeDay: false }
}

/** The start of the Beijing day that holds a moment. */
function toBeijingDay(time: number): number {
  return Math.floor((time + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS
}

/** The start of a written day in Beijing; `null` for the 30th of February, which `Date` would move to March. */
function toDayStart(text: string): number | null {
  const match = DAY.exec(text)
  if (!match) return null
  const start = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text) return null
  return start - BEIJING_OFFSET_MS
}

function parseZonedTime(text: string): number | null {
  const match = TIME.exec(text)
  if (!match || toDayStart(match[1] ?? '') === null) return null
  const zone = (match[4] ?? 'Z')
    .replace(' ', '+')
    .replace(/^(.\d\d):?(\d\d)?$/, (_, hours, minutes) => `${hours}:${minutes ?? '00'}`)
  const time = Date.parse(`${match[1]}T${match[2]}:${match[3] ?? '00'}${zone}`)
  return time >= FIRST_TIME && time <= LAST_TIME ? time : null
}
