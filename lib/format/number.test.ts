import { expect, it } from 'vitest'
import { createIntlFormatters } from './intl-formatters'
import { formatCompact, formatNumber, formatPercent } from './number'

const en = createIntlFormatters('en')
const zh = createIntlFormatters('zh-CN')

it('groups digits and keeps all of them', () => {
  expect(formatNumber(en, 279808)).toBe('279,808')
  expect(formatNumber(en, 0.00002)).toBe('0.00002')
})

it('sets a compact figure and its unit apart', () => {
  expect(formatCompact(en, 212_908_114)).toEqual({ value: '212.9', unit: 'M' })
  expect(formatCompact(en, 4_118_320)).toEqual({ value: '4.12', unit: 'M' })
  expect(formatCompact(en, 999_960)).toEqual({ value: '1', unit: 'M' })
  expect(formatCompact(en, 950)).toEqual({ value: '950', unit: '' })
  expect(formatCompact(en, 0)).toEqual({ value: '0', unit: '' })
  expect(formatCompact(zh, 212_908_114)).toEqual({ value: '2.13', unit: '亿' })
  expect(formatCompact(zh, 21_290_811)).toEqual({ value: '2129', unit: '万' })
})

it('says a ratio in percent without the sign', () => {
  expect(formatPercent(en, 171 / 200)).toBe('85.5')
  expect(formatPercent(en, 1)).toBe('100.0')
})

it('makes a formatter once', () => {
  const options = { maximumFractionDigits: 3 }
  expect(en.number(options)).toBe(en.number(options))
})
