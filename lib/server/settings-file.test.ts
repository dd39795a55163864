import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSettings } from './env.mjs'

const path = join(mkdtempSync(join(tmpdir(), 'settings-')), 'file.json')

function read(variable: string, text: string) {
  writeFileSync(path, text)
  return readSettings({ DASHSCOPE_API_KEY: 'sk-test', [variable]: path })
}

const PRICES = `{
  "region": "beijing",
  "prices": [
    { "model": "qwen3-14b", "per_1000_tokens": 0.0012, "currency": "USD", "from": "2026-01-01" },
    { "model": "own", "per_1000_tokens": "2", "currency": "CNY", "from": "2026-01-01", "source": "contract 7" }
  ]
}`

it('reads prices', () => {
  expect(read('PRICES_FILE', `\ufeff${PRICES}`).prices).toEqual({
    region: 'beijing',
    prices: [
      {
        model: 'qwen3-14b',
        per_1000_tokens: '0.0012',
        currency: 'USD',
        from: '2026-01-01',
        source: 'PRICES_FILE',
      },
      { model: 'own', per_1000_tokens: '2', currency: 'CNY', from: '2026-01-01', source: 'contract 7' },
    ],
  })
})

it.each([
  [PRICES.replace('"2026-01-01", "source"', '"January", "source"'), 5, 'prices.1.from: takes a day'],
  [PRICES.replace('"2"', '"2 yuan"'), 5, 'prices.1.per_1000_tokens: takes a price'],
  [PRICES.replace('"USD"', '"dollar"'), 4, 'prices.0.currency: takes a currency'],
  [PRICES.replace('"currency": "USD",', ''), 4, 'prices.0.currency: takes a currency'],
  [PRICES.replace('"from"', '"since"'), 4, 'prices.0'],
  [PRICES.replace('"prices"', '"price"'), 1, 'prices: takes a list of prices'],
  [PRICES.replace('"region": "beijing",', '"region": "beijing"'), 3, 'this is no JSON'],
  ['', 1, 'this is no JSON'],
  ['[]', 1, 'takes an object with prices'],
])('names the line of what is wrong in %j', (text, line, words) => {
  expect(() => read('PRICES_FILE', text)).toThrow(`PRICES_FILE: ${path}:${line}: ${words}`)
})

it('reads names, in groups or without', () => {
  const { names } = read('NAMES_FILE', '{"2046": "Lin Wei", "files": {"0b1c": " support.jsonl "}}')
  expect([...names]).toEqual([
    ['2046', 'Lin Wei'],
    ['0b1c', 'support.jsonl'],
  ])
})

it.each([
  ['{\n  "2046": "Lin Wei",\n  "2047": 7\n}', 3],
  ['{\n  "files": {\n    "0b1c": ""\n  }\n}', 3],
  ['["Lin Wei"]', 1],
])('names the line of a name that is none: %j', (text, line) => {
  expect(() => read('NAMES_FILE', text)).toThrow(`NAMES_FILE: ${path}:${line}: `)
  expect(() => read('NAMES_FILE', text)).toThrow(/takes an? (name|object)/)
})

it('names a file that is not there', () => {
  expect(() => readSettings({ DASHSCOPE_API_KEY: 'sk-test', PRICES_FILE: `${path}-none` })).toThrow(
    /PRICES_FILE is ".*-none", which cannot be read \(ENOENT\)/,
  )
})
