/** A value at a place of the x axis; `null` where none is known, which is drawn as a gap. */
export type Point = readonly [x: number, y: number | null]

/** Points that can be placed, by x: those whose x is no number are left out, and a y that is none is a gap. */
export function toPlaced(points: readonly Point[]): Point[] {
  return points
    .filter(([x]) => Number.isFinite(x))
    .map(([x, y]): Point => [x, y !== null && Number.isFinite(y) ? y : null])
    .sort(([a], [b]) => a - b)
}
