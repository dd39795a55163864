import { scaleLinear, scaleLog } from 'd3-scale'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toShare } from './place'

it.each([
  ['linear', (ends: [number, number]) => scaleLinear(ends, [0, 1]), -1e6],
  ['log', (ends: [number, number]) => scaleLog(ends, [0, 1]), 1e-6],
] as const)('places a value on a %s axis where d3 does', (name, scale, least) => {
  const value = fc.double({ min: least, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(value, fc.double({ min: 1.5, max: 1e6, noNaN: true }), value, (low, by, at) => {
      const domain: [number, number] = [low, name === 'log' ? low * by : low + by]
      expect(toShare({ domain, log: name === 'log' }, at)).toBeCloseTo(scale(domain)(at), 6)
    }),
  )
})

it('places nothing that is no number, nor zero on a logarithmic axis', () => {
  expect(toShare({ domain: [0, 1], log: false }, Number.NaN)).toBeNull()
  expect(toShare({ domain: [0, 1], log: false }, Number.POSITIVE_INFINITY)).toBeNull()
  expect(toShare({ domain: [1, 10], log: true }, 0)).toBeNull()
  expect(toShare({ domain: [1, 10], log: true }, -1)).toBeNull()
})
