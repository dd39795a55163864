import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Reader } from '@/lib/format/reader'
import { toMirroredJob } from '@/lib/jobs/job'
import { type ListedJob, toColumns } from './columns'

const reader = {
  t: (key: string) => key,
  number: (value: number) => `number ${value}`,
  money: (amount: string, currency: string) => `${currency} ${amount}`,
} as Partial<Reader> as Reader
const columns = toColumns(['best_eval_loss', 'steps', 'cost'], reader.t)

function toTexts(derived: ListedJob['derived']): string[] {
  const job = { ...toMirroredJob({ job_id: 'ft-1' }), derived }
  return columns.map(({ cell }) => {
    const html = renderToStaticMarkup(createElement('p', null, cell(job, { reader, now: 0, exact: false })))
    return html.replace(/<[^>]*>/g, '')
  })
}

it('shows what the server made of a job, and never 0 for what it does not know', () => {
  expect(
    toTexts({
      best_eval_loss: 0.25,
      final_loss: 0.5,
      steps: 40,
      cost: { state: 'priced', amount: '0.4476928', currency: 'USD' },
    }),
  ).toEqual(['number 0.25', 'number 40', 'USD 0.4476928'])
  expect(toTexts({ steps: null, cost: { state: 'pending' } })).toEqual(['–', '–', '– cost.none.pending'])
  expect(toTexts(undefined)).toEqual(['–', '–', '–'])
})

it('can be sorted by, but for the cost', () => {
  expect(columns.map(({ sort }) => sort)).toEqual(['best_eval_loss', 'steps', undefined])
})
