import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAxis } from './axis'
import { toTickText } from './tick-text'

const format = (value: number, step: number) => toTickText(value, step, (whole) => whole.toLocaleString('en'))
const texts = (values: number[], options = {}) =>
  createAxis(values, { count: 5, format, nice: true, ...options }).ticks.map(({ text }) => text)

describe('createAxis', () => {
  it('places every value within, higher ones higher, for any numbers', () => {
    const finite = fc.double({ noNaN: true, min: -1e9, max: 1e9 })
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), fc.boolean(), (values, log) => {
        const axis = createAxis(values, { count: 5, log, format })
        let before = Number.NEGATIVE_INFINITY
        for (const value of values.sort((a, b) => a - b)) {
          const share = axis.toShare(value)
          if (share === null) {
            expect(axis.log && value < 1e-149).toBe(true)
            continue
          }
          expect(share).toBeGreaterThanOrEqual(-1e-9)
          expect(share).toBeLessThanOrEqual(1 + 1e-9)
          expect(share).toBeGreaterThanOrEqual(before - 1e-9)
          before = share
        }
        for (const { at } of axis.ticks) {
          expect(at).toBeGreaterThanOrEqual(-1e-6)
          expect(at).toBeLessThanOrEqual(1 + 1e-6)
        }
        expect(axis.ticks.length).toBeLessThanOrEqual(13)
      }),
    )
  })

  it('writes ticks that tell neighbours apart', () => {
    expect(texts([0.3, 2.2])).toEqual(['0', '0.5', '1.0', '1.5', '2.0', '2.5'])
    expect(texts([0, 20_000])).toEqual(['0', '5,000', '10,000', '15,000', '20,000'])
    expect(texts([1.9e-5, 1e-6])).toEqual(['0', '5e-6', '1e-5', '1.5e-5', '2e-5'])
    expect(texts([0.0001, 9], { log: true })).toEqual(['1e-4', '0.001', '0.01', '0.1', '1'])
  })

  it('is linear where a logarithm has nothing to place, and has an axis without values', () => {
    expect(createAxis([0, -3], { count: 5, log: true, format }).log).toBe(false)
    expect(createAxis([], { count: 5, format }).domain).toEqual([0, 1])
    expect(createAxis([7], { count: 5, format }).toShare(7)).toBe(0.5)
  })
})
