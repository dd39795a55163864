import type { IntlFormatters } from './intl-formatters'
import { formatNumber } from './number'
import { toSpaced, toSymbol } from './unit-words'

type Unit = 'second' | 'minute' | 'hour'

const UNITS: Record<Unit, Intl.NumberFormatOptions> = {
  second: { style: 'unit', unit: 'second', unitDisplay: 'short' },
  minute: { style: 'unit', unit: 'minute', unitDisplay: 'short' },
  hour: { style: 'unit', unit: 'hour', unitDisplay: 'short' },
}
const TWO_DIGIT_MINUTES: Intl.NumberFormatOptions = { ...UNITS.minute, minimumIntegerDigits: 2 }

/** Beyond this minutes say nothing. */
const HOURS_ONLY = 100

/** `45 s`, `17 min`, `1 h 12`, `6 h 02`, `1,880 h` of seconds, never rounded up: what is not over is not counted. */
export function formatDuration(formatters: IntlFormatters, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (whole < 60) return toUnit(formatters, whole, 'second')
  if (hours === 0) return toUnit(formatters, minutes, 'minute')
  const head = toUnit(formatters, hours, 'hour')
  if (hours >= HOURS_ONLY) return head
  if (toSymbol(formatters.locale, 'minute')) return `${head} ${toTwoDigits(minutes)}`
  const tail = toSpaced(formatters.locale, formatters.number(TWO_DIGIT_MINUTES).format(minutes))
  // In Chinese the short word will do behind an hour.
  return `${head} ${tail.replace(/分[钟鐘]$/, '分')}`
}

/** `12:41`, `1:02:09` of seconds, for what is running; the same in every language. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const tail = toTwoDigits(whole % 60)
  return hours > 0 ? `${hours}:${toTwoDigits(minutes)}:${tail}` : `${minutes}:${tail}`
}

function toUnit(formatters: IntlFormatters, value: number, unit: Unit): string {
  const symbol = toSymbol(formatters.locale, unit)
  const format = formatters.number(UNITS[unit])
  return symbol
    ? `${formatNumber(formatters, value)} ${symbol}`
    : toSpaced(formatters.locale, format.format(value))
}

function toTwoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
