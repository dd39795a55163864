import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parsePrice, serializeAmount } from './money'

it.each([
  ['0.0016', 1_600_000n, 279_808n, '0.4476928'],
  ['0.008', 8_000_000n, 1n, '0.000008'],
  ['2', 2_000_000_000n, 1500n, '3'],
  ['0', 0n, 5n, '0'],
  ['0.000000001', 1n, 1n, '0.000000000001'],
  ['999999999.999999999', 999_999_999_999_999_999n, 1000n, '999999999.999999999'],
])('reckons with %s for 1000 tokens exactly', (price, units, tokens, amount) => {
  expect(parsePrice(price)).toBe(units)
  expect(serializeAmount(units * tokens)).toBe(amount)
})

it.each(['', '-1', '1e-5', '.5', '1.', '0.0000000001', '1000000000', ' 1', '1,5', '0x1'])(
  'takes %j for no price',
  (text) => expect(parsePrice(text)).toBeNull(),
)

it('writes amounts of which the parts add up to the whole', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 24n })
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const [x, y, sum] = [a, b, a + b].map((units) => toUnits(serializeAmount(units)))
      expect((x ?? 0n) + (y ?? 0n)).toBe(sum)
    }),
  )
})

function toUnits(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(12, '0'))
}
