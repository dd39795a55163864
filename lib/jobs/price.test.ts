import { describe, expect, it } from 'vitest'
import { type Estimate, type Price, toEstimate, toPriceList } from './price'
import { createPriceList, createPriceLists, toRegion } from './published-prices'
import { parseDashScopeTime } from './time'

const singapore = createPriceList('singapore', [])
const job = {
  status: 'SUCCEEDED',
  training_type: 'sft',
  base_model: 'qwen3-14b',
  usage: 279808,
  endedAt: parseDashScopeTime('2026-11-23 17:11:26'),
}

function amountOf(estimate: Estimate): string {
  return estimate.state === 'priced' ? `${estimate.amount} ${estimate.price.currency}` : estimate.state
}

describe('toEstimate', () => {
  it.each([
    [{}, '0.4476928 USD'],
    [{ status: 'CANCELED', usage: 0 }, '0 USD'],
    [{ status: 'CANCELED' }, '0.4476928 USD'],
    [{ status: 'FAILED' }, 'not_billed'],
    [{ status: 'FAILED', usage: null, base_model: 'none' }, 'not_billed'],
    [{ status: 'RUNNING', usage: null, endedAt: null }, 'pending'],
    [{ status: 'NEW-ONE' }, 'pending'],
    [{ usage: null }, 'pending'],
    [{ usage: -1 }, 'pending'],
    [{ usage: 1.5 }, 'pending'],
    [{ usage: 1e300 }, 'pending'],
    [{ base_model: 'qwen3-14b-instruct' }, 'no_price'],
    [{ base_model: 'QWEN3-14B' }, 'no_price'],
    [{ base_model: '' }, 'no_price'],
    [{ training_type: 'reinforcement' }, 'no_price'],
    [{ training_type: 'pg_opd' }, 'no_price'],
    [{ usage: 9_007_199_254 }, '14411.5188064 USD'],
  ])('of %j is %s', (change, expected) => {
    expect(amountOf(toEstimate({ ...job, ...change }, singapore))).toBe(expected)
  })

  it('takes the price in force when the job ended, by days of Beijing, else the earliest', () => {
    const price = (from: string, per_1000_tokens: string): Price => ({
      model: 'm',
      currency: 'USD',
      per_1000_tokens,
      from,
      source: '',
    })
    const list = toPriceList('singapore', [
      price('2026-03-01', '3'),
      price('2026-01-01', '9'),
      price('2026-01-01', '1'),
      price('2026-02-01', '2'),
    ])
    const at = (time: string | null) =>
      amountOf(toEstimate({ ...job, base_model: 'm', usage: 1000, endedAt: parseDashScopeTime(time) }, list))
    expect(at('2026-02-28 23:59:59')).toBe('2 USD')
    expect(at('2026-03-01 00:00:00')).toBe('3 USD')
    expect(at('2025-06-01 00:00:00')).toBe('1 USD')
    expect(at(null)).toBe('1 USD')
  })
})

describe('createPriceList', () => {
  const given = {
    model: 'qwen3-14b',
    currency: 'USD',
    per_1000_tokens: '0.001',
    from: '2026-01-01',
    source: '',
  }

  it('lets what is given stand in place of what is published, in its region alone', () => {
    expect(amountOf(toEstimate(job, createPriceList('singapore', [given])))).toBe('0.279808 USD')
    const elsewhere = createPriceList('singapore', [{ ...given, region: 'beijing' }])
    expect(amountOf(toEstimate(job, elsewhere))).toBe('0.4476928 USD')
  })

  it('adds models that nothing is published of', () => {
    const list = createPriceList('singapore', [{ ...given, model: 'own' }])
    expect(amountOf(toEstimate({ ...job, base_model: 'own' }, list))).toBe('0.279808 USD')
    expect(amountOf(toEstimate(job, list))).toBe('0.4476928 USD')
  })

  it('bills Beijing in its own currency, and knows nothing of other regions', () => {
    expect(amountOf(toEstimate(job, createPriceList('beijing', [])))).toBe('8.39424 CNY')
    expect(amountOf(toEstimate(job, createPriceList('virginia', [])))).toBe('no_price')
  })
})

it.each([
  ['https://dashscope-intl.aliyuncs.com/api/v1', 'singapore'],
  ['https://dashscope.aliyuncs.com/api/v1', 'beijing'],
  ['https://dashscope-us.aliyuncs.com/api/v1', 'virginia'],
  ['https://ws1.cn-beijing.maas.aliyuncs.com/api/v1', 'beijing'],
  ['https://ws1.eu-central-1.maas.aliyuncs.com/api/v1', 'eu-central-1'],
  ['https://other.aliyuncs.com/api/v1', 'other.aliyuncs.com'],
  ['http://127.0.0.1:9/api/v1', 'singapore'],
])('%s is in %s', (url, region) => expect(toRegion(url)).toBe(region))

it('estimates a job at the prices of its own account, on a board of several', () => {
  const prices = createPriceLists(
    [
      { name: 'cn', baseUrl: 'https://dashscope.aliyuncs.com/api/v1' },
      { name: 'intl', baseUrl: 'https://dashscope-intl.aliyuncs.com/api/v1' },
      { name: 'proxied', baseUrl: 'http://gateway.internal/api/v1', region: 'beijing' },
      { name: 'untold', baseUrl: 'http://gateway.internal/api/v1' },
    ],
    'beijing',
    [],
  )
  const beijing = amountOf(toEstimate(job, createPriceList('beijing', [])))
  expect(beijing).toMatch(/ CNY$/)
  for (const source of ['cn', 'proxied', 'untold'])
    expect([source, amountOf(toEstimate({ ...job, source }, prices))]).toEqual([source, beijing])
  expect(amountOf(toEstimate({ ...job, source: 'intl' }, prices))).toBe('0.4476928 USD')
})
