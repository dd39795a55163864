import { toPlaced } from './point'
import type { Curve } from './prepare-curves'
import { thin } from './thin'

/** A place of the x axis and each curve's value there: `null` is not known, `undefined` is no point. */
export type NumberRow = { readonly x: number; readonly values: readonly (number | null | undefined)[] }

/** The numbers of some curves as rows by x, about `limit` of them, with every curve's lowest and highest. */
export function toNumberRows(curves: readonly Curve[], limit: number): NumberRow[] {
  const columns = curves.map(({ points }) => toPlaced(points))
  const share = Math.max(3, Math.floor(limit / Math.max(1, curves.length)))
  const places = new Set(columns.flatMap((points) => thin(points, share).map(([x]) => x)))
  const values = columns.map((points) => new Map(points))
  return [...places].sort((a, b) => a - b).map((x) => ({ x, values: values.map((column) => column.get(x)) }))
}
