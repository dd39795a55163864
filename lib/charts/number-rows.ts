import type { Curve } from './prepare-curves'

/** A place of the x axis and each curve's value there: `null` is not known, `undefined` is no point. */
export type NumberRow = { readonly x: number; readonly values: readonly (number | null | undefined)[] }

/** The numbers of some curves as rows by x, about `limit` of them, with every curve's lowest and highest. */
export function toNumberRows(curves: readonly Curve[], limit: number): NumberRow[] {
  const share = Math.max(3, Math.floor(limit / Math.max(1, curves.length)))
  const places = new Set(curves.flatMap(({ series }) => series.thin(share).map(([x]) => x)))
  return [...places]
    .sort((a, b) => a - b)
    .map((x) => ({ x, values: curves.map(({ series }) => series.at(x)) }))
}
