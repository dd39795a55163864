import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Point, toPlaced } from './point'
import { createSeries } from './series'
import { smooth } from './smooth'
import { thin } from './thin'

const numbers = fc.oneof(fc.double(), fc.integer({ min: 0, max: 9 }))
const points = fc.array(fc.tuple(numbers, fc.option(numbers)), { maxLength: 80 }) as fc.Arbitrary<Point[]>

it('draws what is made of its points each time, and tells the last value of a place', () => {
  const views = fc.array(
    fc.record({ weight: fc.constantFrom(0, 0.6, 0.9), limit: fc.integer({ min: 3, max: 20 }) }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(points, views, fc.integer({ min: 0, max: 9 }), (given, asked, x) => {
      const placed = toPlaced(given)
      const series = createSeries(given)
      expect(series.total).toBe(placed.length)
      for (const { weight, limit } of asked) {
        expect(series.thin(limit)).toEqual(thin(placed, limit))
        expect(series.thinSmoothed(weight, limit)).toEqual(thin(smooth(placed, weight), limit))
      }
      expect(series.at(x)).toBe(placed.findLast(([at]) => at === x)?.[1])
    }),
  )
})

it('gives again what it has made', () => {
  const series = createSeries(Array.from({ length: 1000 }, (_, x): Point => [x, x % 7]))
  expect(series.thin(100)).toBe(series.thin(100))
  expect(series.thinSmoothed(0.6, 100)).toBe(series.thinSmoothed(0.6, 100))
})
