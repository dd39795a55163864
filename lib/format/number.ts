import type { IntlFormatters } from './intl-formatters'

const GROUPED: Intl.NumberFormatOptions = { maximumFractionDigits: 20 }
const PERCENT: Intl.NumberFormatOptions = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const COMPACT: readonly Intl.NumberFormatOptions[] = [0, 1, 2].map((digits) => ({
  notation: 'compact',
  maximumFractionDigits: digits,
}))

/** A figure and its unit apart, so that the unit can be set smaller; the unit is '' where there is none. */
export type CompactNumber = { value: string; unit: string }

/** `279,808`, with every digit. */
export function formatNumber(formatters: IntlFormatters, value: number): string {
  return formatters.number(GROUPED).format(value)
}

/** `85.5` of a ratio of 0.855; the sign is the caller's, who may set it smaller. */
export function formatPercent(formatters: IntlFormatters, ratio: number): string {
  return formatters.number(PERCENT).format(ratio * 100)
}

/** `212.9` and `M`, `4.12` and `M`, in Chinese `2.13` and `亿`: three digits, and one behind the point if there is room. */
export function formatCompact(formatters: IntlFormatters, value: number): CompactNumber {
  const usual = toParts(formatters, value, 1)
  const digits = toParts(formatters, value, 0).value.replace(/\D/g, '').length
  if (usual.unit === '' || digits > 3) return toParts(formatters, value, 0)
  const finer = toParts(formatters, value, 2)
  // 999,960 is `1 M`, not `999.96 K`.
  return digits === 1 && finer.unit === usual.unit ? finer : usual
}

function toParts(formatters: IntlFormatters, value: number, fractionDigits: number): CompactNumber {
  const parts = formatters.number(COMPACT[fractionDigits] ?? GROUPED).formatToParts(value)
  const join = (isWanted: (type: string) => boolean) =>
    parts
      .filter((part) => isWanted(part.type))
      .map((part) => part.value)
      .join('')
  return {
    value: join((type) => type !== 'compact' && type !== 'literal'),
    unit: join((type) => type === 'compact'),
  }
}
