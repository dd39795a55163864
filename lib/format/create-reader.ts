import type { Translate } from '../messages/translator'
import { formatAgo, formatExact, toExactOptions } from './date'
import { formatClock, formatDuration } from './duration'
import { createIntlFormatters } from './intl-formatters'
import { createMoneyFormat } from './money'
import { formatCompact, formatNumber, formatPercent } from './number'
import type { Reader } from './reader'
import { STANDARD_ZONE } from './zone'

/**
 * The reader of one language and IANA zone. Costs about a millisecond at first use of each kind of text: make one and
 * keep it.
 */
export function createReader(locale: string, t: Translate, zone: string = STANDARD_ZONE): Reader {
  const formatters = createIntlFormatters(locale)
  const exactOptions = toExactOptions(zone)
  return {
    locale,
    t,
    zone: formatExact(formatters, Date.now(), exactOptions).split(' ')[2] ?? '',
    number: (value) => formatNumber(formatters, value),
    compact: (value) => formatCompact(formatters, value),
    percent: (ratio) => formatPercent(formatters, ratio),
    money: createMoneyFormat(locale),
    duration: (seconds) => formatDuration(formatters, seconds),
    clock: formatClock,
    ago: (time, now) => formatAgo(formatters, time, now),
    exact: (time) => formatExact(formatters, time, exactOptions),
  }
}
