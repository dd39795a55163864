/** What an axis spans, the low end first; on a logarithmic one both are above zero. */
export type AxisEnds = { readonly domain: readonly [number, number]; readonly log: boolean }

/** Beyond these a difference or a logarithm is no number any more. */
const LARGEST = 1e150
export const SMALLEST = 1e-150

/** Whether an axis can hold a number: neither NaN nor one of a size of 1e150 or more. */
export function isPlaceable(value: number): boolean {
  return Math.abs(value) < LARGEST
}

/** Share of an axis from its low end, 0 to 1 within it; `null` for what it cannot place: zero on a logarithmic one. */
export function toShare({ domain: [low, high], log }: AxisEnds, value: number): number | null {
  if (!isPlaceable(value) || (log && !(value > SMALLEST))) return null
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
}
