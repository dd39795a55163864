import type { Point } from './point'

/**
 * A moving average in which each older value counts `weight` (0 to below 1) of the next, and the beginning is not
 * pulled to zero. A gap stays a gap, and the average goes on behind it. With 0 nothing changes.
 */
export function smooth(points: readonly Point[], weight: number): readonly Point[] {
  if (weight <= 0) return points
  let sum = 0
  let share = 0
  return points.map(([x, y]): Point => {
    if (y === null) return [x, null]
    sum = sum * weight + y * (1 - weight)
    share = share * weight + (1 - weight)
    return [x, sum / share]
  })
}
