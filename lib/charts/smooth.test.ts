import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Point } from './point'
import { smooth } from './smooth'

const arbitraryPoints = fc.array(
  fc.tuple(fc.integer(), fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }))),
) as fc.Arbitrary<Point[]>

it('stays between the lowest and the highest, and gaps stay where they are', () => {
  fc.assert(
    fc.property(arbitraryPoints, fc.double({ min: 0, max: 0.99, noNaN: true }), (points, weight) => {
      const smoothed = smooth(points, weight)
      const known = points.flatMap(([, y]) => (y === null ? [] : [y]))
      const room = 1e-6 * (1 + Math.max(...known.map(Math.abs)))
      expect(smoothed.map(([x, y]) => [x, y === null])).toEqual(points.map(([x, y]) => [x, y === null]))
      for (const [, y] of smoothed) {
        if (y === null) continue
        expect(y).toBeGreaterThanOrEqual(Math.min(...known) - room)
        expect(y).toBeLessThanOrEqual(Math.max(...known) + room)
      }
    }),
  )
})

it('begins at the first value and follows', () => {
  const constant = smooth(
    [
      [0, 2],
      [1, null],
      [2, 2],
    ],
    0.9,
  )
  expect(constant.map(([, y]) => y)).toEqual([2, null, expect.closeTo(2)])
  expect(
    smooth(
      [
        [0, 0],
        [1, 1],
      ],
      0.5,
    )[1]?.[1],
  ).toBeCloseTo(2 / 3)
})
