import { expect, it } from 'vitest'
import type { Reader } from '@/lib/format/reader'
import { toRowLabel, toValueText } from './cell-text'

const reader = {
  t: (key: string) => key,
  money: (amount: string, currency: string) => `${currency} ${amount}`,
} as Partial<Reader> as Reader

it('says a cost as an estimate in its currency, or why there is none', () => {
  const row = { group: 'fact', name: 'cost' } as const
  expect(toRowLabel(row, reader)).toBe('jobs.column.cost')
  expect(toValueText(row, { state: 'priced', amount: '0.5', currency: 'USD' }, reader)).toBe('USD 0.5')
  expect(toValueText(row, { state: 'pending' }, reader)).toBe('cost.none.pending')
})

it('leaves a hyper-parameter of that name alone', () => {
  const row = { group: 'hyper_parameter', name: 'cost' } as const
  expect(toRowLabel(row, reader)).toBe('cost')
  expect(toValueText(row, '1e-5', reader)).toBe('1e-5')
})
