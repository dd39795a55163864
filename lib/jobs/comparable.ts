import type { Json } from './json'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * What two values have in common when they mean the same, whatever form they were sent in: numbers as numbers
 * (`"1.6e-5"` is `0.000016`), texts without the space around them, lists and objects part by part.
 */
export function toComparable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(toComparable).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, part]) => `${JSON.stringify(name)}:${toComparable(part)}`)
      .sort()
      .join(',')}}`
  const text = String(value).trim()
  return isExactNumber(text) ? `#${Number(text) || 0}` : JSON.stringify(text)
}

/** More digits than a double holds would make different ids the same number. */
function isExactNumber(text: string): boolean {
  if (!DECIMAL.test(text) || !Number.isFinite(Number(text))) return false
  const [mantissa = ''] = text.split(/e/i)
  return mantissa.replace(/\D/g, '').replace(/^0+/, '').length <= 15
}
