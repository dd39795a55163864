import { type Point, toPlaced } from './point'
import { smooth } from './smooth'
import { thin } from './thin'

/** Points of one curve by x, and what charts draw of them: made when it is first asked for, and kept for the next chart. */
export type Series = {
  readonly total: number
  /** Places and values, NaN where none is known. */
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** About `limit` of the points, as {@link thin} picks them. */
  thin(limit: number): readonly Point[]
  /** The same of their moving average. */
  thinSmoothed(weight: number, limit: number): readonly Point[]
  /** The last value at a place: `null` is not known, `undefined` is no point. */
  at(x: number): number | null | undefined
}

/** A weight may be any number of a URL, so what is made is not kept for each there was. */
const MOST_KEPT = 8

/** Makes the series of points in any order; of points whose x is no finite number it has none. */
export function createSeries(points: readonly Point[]): Series {
  const placed = toPlaced(points)
  const xs = Float64Array.from(placed, ([x]) => x)
  const ys = Float64Array.from(placed, ([, y]) => y ?? Number.NaN)
  const made = new Map<string, readonly Point[]>()
  const toPoints = () => Array.from(xs, (x, at): Point => [x, toValue(ys[at])])

  function keep(key: string, make: () => readonly Point[]): readonly Point[] {
    const known = made.get(key)
    if (known) return known
    const fresh = make()
    if (made.size >= MOST_KEPT) made.clear()
    made.set(key, fresh)
    return fresh
  }

  return {
    total: xs.length,
    xs,
    ys,
    thin: (limit) => keep(`${limit}`, () => thin(toPoints(), limit)),
    thinSmoothed: (weight, limit) =>
      keep(`${weight} ${limit}`, () => thin(smooth(toPoints(), weight), limit)),
    at(x) {
      const next = findAfter(xs, x)
      return xs[next - 1] === x ? toValue(ys[next - 1]) : undefined
    },
  }
}

function toValue(y: number | undefined): number | null {
  return y === undefined || Number.isNaN(y) ? null : y
}

/** Index of the first number above a limit in a list that ascends. */
function findAfter(numbers: Float64Array, limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
