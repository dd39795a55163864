import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toNumberRows } from './number-rows'
import type { Point } from './point'
import { prepareCurves } from './prepare-curves'
import { createSeries } from './series'

const group = (value: number) => String(value)
const prepare = (points: readonly Point[], options = {}) =>
  prepareCurves([{ id: 'loss', label: 'loss', series: createSeries(points) }], {
    height: 200,
    group,
    ...options,
  })

describe('prepareCurves', () => {
  it('takes any numbers, and draws none that is not one', () => {
    const any = fc.array(fc.tuple(fc.double(), fc.option(fc.double()))) as fc.Arbitrary<Point[]>
    fc.assert(
      fc.property(any, fc.boolean(), fc.constantFrom(0, 0.6), (points, log, smoothing) => {
        for (const { path, faintPath, marks } of prepare(points, { log, smoothing }).curves)
          expect(`${path}${faintPath}${marks}`).not.toMatch(/NaN|Infinity/)
      }),
    )
  })

  it('breaks the line where a value is missing', () => {
    const [curve] = prepare([
      [0, 1],
      [1, 2],
      [2, null],
      [3, 1],
      [4, 2],
    ]).curves
    expect(curve?.path.match(/M/g)).toHaveLength(2)
  })

  it('draws from point to point, and a point alone as a dot', () => {
    const { curves, y } = prepare([
      [0, 3],
      [1, 1],
      [2, 2],
      [3, null],
      [4, 1],
    ])
    expect(y.domain).toEqual([1, 3])
    expect(curves[0]?.path).toBe('M0 0l2500 2000 2500-1000M10000 2000z')
  })

  it('keeps a curve its colour where another has no values', () => {
    const curves = ['a', 'b'].map((id) => ({
      id,
      label: id,
      series: createSeries([[0, id === 'b' ? 1 : null]]),
    }))
    expect(prepareCurves(curves, { height: 200, group }).curves.map(({ index }) => index)).toEqual([1])
  })

  it('thins 100,000 points without losing an extreme', () => {
    const points = Array.from(
      { length: 100_000 },
      (_, x): Point => [x, x === 55_555 ? 40 : Math.exp(-x / 3e4)],
    )
    const { curves, y } = prepare(points)
    expect(curves[0]?.points).toContainEqual([55_555, 40])
    expect(curves[0]?.points.length).toBeLessThan(500)
    expect(y.domain[1]).toBe(40)
  })
})

describe('toNumberRows', () => {
  it('stands curves side by side by x', () => {
    const curves = [
      {
        id: 'loss',
        label: 'loss',
        series: createSeries([
          [1, 0.5],
          [2, null],
        ]),
      },
      { id: 'eval_loss', label: 'eval_loss', series: createSeries([[2, 0.7]]) },
    ]
    expect(toNumberRows(curves, 100)).toEqual([
      { x: 1, values: [0.5, undefined] },
      { x: 2, values: [null, 0.7] },
    ])
  })
})
