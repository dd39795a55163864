import type { IntlFormatters } from './intl-formatters'
import { toNow, toSpaced, toSymbol } from './unit-words'

type AgoUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

const RELATIVE: Intl.RelativeTimeFormatOptions = { style: 'short', numeric: 'always' }
const NOW: Intl.RelativeTimeFormatOptions = { style: 'short', numeric: 'auto' }

/** From the largest unit to the smallest, in seconds; a month is a twelfth of a year. */
const AGO_UNITS: readonly (readonly [AgoUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', (365 * 86_400) / 12],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** `18 min ago`, `2 h ago`; both in milliseconds since 1970. What clocks put ahead of `now` is now. */
export function formatAgo(formatters: IntlFormatters, time: number, now: number): string {
  const seconds = Math.floor((now - time) / 1000)
  const found = AGO_UNITS.find(([, size]) => seconds >= size)
  if (!found) return toNow(formatters.locale) ?? formatters.relative(NOW).format(0, 'second')
  const [unit, size] = found
  const count = Math.floor(seconds / size)
  const symbol = toSymbol(formatters.locale, unit)
  return symbol
    ? `${count} ${symbol} ago`
    : toSpaced(formatters.locale, formatters.relative(RELATIVE).format(-count, unit))
}

/** Options of {@link formatExact} for an IANA zone: made once, for formatters are kept by their options. */
export function toExactOptions(timeZone: string): Intl.DateTimeFormatOptions {
  return {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  }
}

/** `2026-11-23 16:53:53 UTC+8` of milliseconds since 1970, in the zone of the options and alike in every language. */
export function formatExact(
  formatters: IntlFormatters,
  time: number,
  options: Intl.DateTimeFormatOptions,
): string {
  const parts = new Map<string, string>(
    formatters
      .date(options)
      .formatToParts(time)
      .map((part) => [part.type, part.value]),
  )
  const day = ['year', 'month', 'day'].map((type) => toDigits(parts.get(type))).join('-')
  const clock = ['hour', 'minute', 'second'].map((type) => toDigits(parts.get(type))).join(':')
  return `${day} ${clock} ${toZoneLabel(parts.get('timeZoneName') ?? '')}`
}

/** ISO 8601 in UTC to the second, for a `dateTime` attribute, of milliseconds since 1970. */
export function toMachineTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, -5)}Z`
}

function toDigits(text = ''): string {
  return text.replace(/\D/g, '').padStart(2, '0')
}

/** `UTC+8` of `GMT+08:00`, `UTC-3:30` of `GMT−03:30`, `UTC` of `GMT`. */
function toZoneLabel(offset: string): string {
  const [, sign, hours, minutes] = /([+−-])(\d+)(?::(\d+))?/.exec(offset) ?? []
  if (sign === undefined || Number(`${hours}${minutes ?? ''}`) === 0) return 'UTC'
  const tail = minutes && minutes !== '00' ? `:${minutes}` : ''
  return `UTC${sign === '+' ? '+' : '-'}${Number(hours)}${tail}`
}
