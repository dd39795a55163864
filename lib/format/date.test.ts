import { expect, it } from 'vitest'
import { formatAgo, formatExact, toExactOptions, toMachineTime } from './date'
import { createIntlFormatters } from './intl-formatters'

const en = createIntlFormatters('en')
const zh = createIntlFormatters('zh-CN')
const time = Date.parse('2026-11-23T08:53:53Z')

it.each([
  [12, '12 s ago'],
  [18 * 60 + 59, '18 min ago'],
  [2 * 3600, '2 h ago'],
  [86_400, '1 d ago'],
  [40 * 86_400, '1 mo ago'],
  [800 * 86_400, '2 y ago'],
  [0, 'now'],
  [-30, 'now'],
])('%s s before now is %s', (seconds, text) => {
  expect(formatAgo(en, time - seconds * 1000, time)).toBe(text)
})

it('says how long ago in other languages with their own words', () => {
  expect(formatAgo(zh, time - 18 * 60_000, time)).toBe('18 分钟前')
  expect(formatAgo(zh, time, time)).toBe('刚刚')
  expect(formatAgo(createIntlFormatters('zh-Hant'), time, time)).toBe('剛剛')
})

it.each([
  ['Asia/Shanghai', '2026-11-23 16:53:53 UTC+8'],
  ['UTC', '2026-11-23 08:53:53 UTC'],
  ['Asia/Kolkata', '2026-11-23 14:23:53 UTC+5:30'],
  ['America/St_Johns', '2026-11-23 05:23:53 UTC-3:30'],
])('is exact in %s', (zone, text) => {
  for (const locale of ['en', 'zh-CN', 'fr', 'ar-EG', 'th', 'fa']) {
    expect(formatExact(createIntlFormatters(locale), time, toExactOptions(zone))).toBe(text)
  }
})

it('writes times for machines in UTC', () => {
  expect(toMachineTime(time)).toBe('2026-11-23T08:53:53Z')
})
