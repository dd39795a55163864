import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prepareStackedBars } from './stacked-bars'

const options = { height: 200, words: 7, format: String }

it('draws parts as high as they are, on each other, within the plot', () => {
  const value = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e12, noNaN: true }))
  const bars = fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 40 })
  fc.assert(
    fc.property(bars, (values) => {
      const prepared = prepareStackedBars(
        values.map((parts, at) => ({
          key: String(at),
          label: `bar ${at}`,
          parts: parts.map((part, key) => ({ key: String(key), value: part })),
        })),
        options,
      )
      const [, most] = prepared.y.domain
      for (const [at, bar] of prepared.bars.entries()) {
        expect(bar.left + bar.width).toBeLessThanOrEqual(1 + 1e-9)
        let bottom = 200
        for (const { part, top, height } of bar.parts) {
          expect(Math.abs(height - Math.max(1, (part.value / most) * 200))).toBeLessThan(0.05)
          expect(top).toBeGreaterThan(-10)
          expect(top + height).toBeLessThanOrEqual(bottom + 0.05)
          bottom = top + 1
        }
        expect(bar.parts).toHaveLength((values[at] ?? []).filter((part) => part > 0).length)
      }
      expect(prepared.x.ticks.length).toBeLessThanOrEqual(7)
    }),
  )
})
