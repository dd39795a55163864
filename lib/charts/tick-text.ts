/**
 * A tick's number with the digits that tell it from its neighbours, `step` away: `0.5`, `1.0`, `2e-5`, `20,000`.
 * Very small and very large numbers are written with an exponent.
 */
export function toTickText(value: number, step: number, group: (value: number) => string): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 0.001 || size >= 1e9) return Number(value.toPrecision(3)).toExponential().replace('e+', 'e')
  const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  return digits === 0 ? group(Math.round(value)) : value.toFixed(digits)
}
