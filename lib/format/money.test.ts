import { expect, it } from 'vitest'
import { createMoneyFormat } from './money'

it.each([
  ['en', '3025.7155', 'USD', '$3,025.72'],
  ['en', '0.4476928', 'USD', '$0.45'],
  ['en', '0', 'USD', '$0.00'],
  ['en', '0.000008', 'USD', '<$0.01'],
  ['en', '0.005', 'USD', '$0.01'],
  ['en', '12', 'CNY', 'CN¥12.00'],
  ['en', '900719925474099312345.675', 'USD', '$900,719,925,474,099,312,345.68'],
  ['zh-CN', '12', 'CNY', '¥12.00'],
])('in %s says %s %s', (locale, amount, currency, text) => {
  expect(createMoneyFormat(locale)(amount, currency)).toBe(text)
})
