import type { Point } from './point'

type Known = readonly [x: number, y: number, index: number]

/**
 * About `limit` of the points, which are in order of x: those that shape the line most (largest triangle, three
 * buckets; Steinarsson 2013), and always the first, the last, the lowest, the highest, and both edges of every gap
 * that is wide enough to be seen. Each point that is kept is one that was given.
 */
export function thin(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points
  const known = points.flatMap(([x, y], index): Known[] => (y === null ? [] : [[x, y, index]]))
  const kept = new Set(known.length <= limit ? known : selectShaping(known, limit))
  for (const extreme of selectExtremes(known)) kept.add(extreme)
  const gaps = selectWideGaps(known, limit)
  for (const edge of gaps.flat()) kept.add(edge)
  const edges = new Set(gaps.map(([before]) => before))
  return [...kept]
    .sort((a, b) => a[2] - b[2])
    .flatMap((point): Point[] => {
      const [x, y, index] = point
      return edges.has(point) ? [[x, y], points[index + 1] ?? [x, null]] : [[x, y]]
    })
}

function selectShaping(known: readonly Known[], limit: number): Known[] {
  const last = known.length - 1
  const [first, end] = [known[0], known[last]]
  if (!first || !end || limit < 3) return [first, end].filter((point) => point !== undefined)
  const size = (last - 1) / (limit - 2)
  const kept = [first]
  let before = first
  for (let bucket = 0; bucket < limit - 2; bucket++) {
    const from = Math.floor(bucket * size) + 1
    const to = Math.floor((bucket + 1) * size) + 1
    const ahead = toMean(known, to, Math.min(Math.floor((bucket + 2) * size) + 1, known.length), end)
    let [best, bestArea] = [known[from] ?? end, -1]
    for (let at = from; at < to; at++) {
      const point = known[at]
      if (!point) break
      const area = toArea(before, point, ahead)
      if (area > bestArea) [best, bestArea] = [point, area]
    }
    kept.push(best)
    before = best
  }
  kept.push(end)
  return kept
}

function toMean(known: readonly Known[], from: number, to: number, end: Known): readonly [number, number] {
  const count = to - from
  if (count <= 0) return [end[0], end[1]]
  let [x, y] = [0, 0]
  for (let at = from; at < to; at++) {
    x += (known[at]?.[0] ?? 0) / count
    y += (known[at]?.[1] ?? 0) / count
  }
  return [x, y]
}

function toArea(a: Known, b: Known, [x, y]: readonly [number, number]): number {
  return Math.abs((a[0] - x) * (b[1] - a[1]) - (a[0] - b[0]) * (y - a[1]))
}

function selectExtremes(known: readonly Known[]): Known[] {
  let [low, high] = [known[0], known[0]]
  if (!low || !high) return []
  for (const point of known) {
    if (point[1] < low[1]) low = point
    if (point[1] > high[1]) high = point
  }
  return [low, high]
}

/** Neighbours with unknown values between them, further apart than one kept point is from the next on average. */
function selectWideGaps(known: readonly Known[], limit: number): (readonly [Known, Known])[] {
  const width = ((known.at(-1)?.[0] ?? 0) - (known[0]?.[0] ?? 0)) / limit
  return known.flatMap((before, at) => {
    const after = known[at + 1]
    const isGap = after !== undefined && after[2] - before[2] > 1 && after[0] - before[0] > width
    return isGap ? [[before, after] as const] : []
  })
}
