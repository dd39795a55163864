import { expect, it } from 'vitest'
import { selectLocale } from './locales'

it.each([
  ['', 'en'],
  ['de-DE,de', 'en'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW,zh;q=0.9,en-US;q=0.8', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant-SG', 'zh-Hant'],
  ['zh-Hans-HK', 'zh-Hans'],
  ['de;q=1, en;q=0.3, zh-TW;q=0.5', 'zh-Hant'],
  ['zh;q=0, en', 'en'],
  ['*;q=broken,;;,', 'en'],
])('%j asks for %s', (header, locale) => {
  expect(selectLocale(header)).toBe(locale)
})
