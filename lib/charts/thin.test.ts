import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Point } from './point'
import { thin } from './thin'

const arbitraryPoints = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 50 }), fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }))),
    {
      maxLength: 400,
    },
  )
  .map((steps): Point[] => {
    let x = 0
    return steps.map(([step, y]) => {
      x += step
      return [x, y]
    })
  })

const toKnown = (points: readonly Point[]) => points.filter(([, y]) => y !== null) as [number, number][]

describe('thin', () => {
  it('keeps the first, the last, the lowest and the highest, in order, and invents nothing', () => {
    fc.assert(
      fc.property(arbitraryPoints, fc.integer({ min: 3, max: 60 }), (points, limit) => {
        const kept = thin(points, limit)
        const given = new Map(points)
        for (const [x, y] of kept) expect(given.get(x)).toBe(y)
        expect(kept.map(([x]) => x)).toEqual(kept.map(([x]) => x).sort((a, b) => a - b))
        const [known, left] = [toKnown(points), toKnown(kept)]
        if (known.length === 0) return
        expect([left[0], left.at(-1)]).toEqual([known[0], known.at(-1)])
        const ends = (list: [number, number][]) => [
          Math.min(...list.map(([, y]) => y)),
          Math.max(...list.map(([, y]) => y)),
        ]
        expect(ends(left)).toEqual(ends(known))
      }),
    )
  })

  it('keeps a bounded number', () => {
    fc.assert(
      fc.property(arbitraryPoints, fc.integer({ min: 3, max: 60 }), (points, limit) => {
        expect(thin(points, limit).length).toBeLessThanOrEqual(4 * limit + 4)
      }),
    )
  })

  it('leaves a gap that can be seen a gap', () => {
    const points = Array.from(
      { length: 5000 },
      (_, x): Point => [x, x > 2000 && x < 2600 ? null : Math.sin(x)],
    )
    const kept = thin(points, 100)
    const at = kept.findIndex(([, y]) => y === null)
    expect(kept[at - 1]?.[0]).toBe(2000)
    expect(kept[at + 1]?.[0]).toBe(2600)
  })

  it('finds the one spike in 100,000 points', () => {
    const points = Array.from({ length: 100_000 }, (_, x): Point => [x, x === 77_777 ? 9 : 1 / (1 + x)])
    expect(thin(points, 400)).toContainEqual([77_777, 9])
  })
})
