import { expect, it } from 'vitest'
import { formatClock, formatDuration } from './duration'
import { createIntlFormatters } from './intl-formatters'

const en = createIntlFormatters('en')
const zh = createIntlFormatters('zh-CN')

it.each([
  [0, '0 s'],
  [45.9, '45 s'],
  [60, '1 min'],
  [1053, '17 min'],
  [4320, '1 h 12'],
  [21_720, '6 h 02'],
  [188 * 3600 + 1500, '188 h'],
  [12_345 * 3600 + 3599, '12,345 h'],
  [-5, '0 s'],
])('%s s is %s', (seconds, text) => {
  expect(formatDuration(en, seconds)).toBe(text)
})

it('says durations in other languages with their own words', () => {
  expect(formatDuration(zh, 4320)).toBe('1 小时 12 分')
  expect(formatDuration(zh, 21_720)).toBe('6 小时 02 分')
  expect(formatDuration(createIntlFormatters('de'), 1053)).toMatch(/^17\sMin\.$/)
})

it.each([
  [761, '12:41'],
  [3729, '1:02:09'],
  [5, '0:05'],
])('%s s run as %s', (seconds, text) => {
  expect(formatClock(seconds)).toBe(text)
})
