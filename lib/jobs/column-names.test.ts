import { expect, it } from 'vitest'
import { DEFAULT_COLUMNS, toColumnNames } from './column-names'

it('keeps known columns in their order, each once, and the name always', () => {
  expect(toColumnNames(['usage', 'job_name', 'nonsense', 'usage', 'hp.learning_rate', 'hp.'])).toEqual([
    'usage',
    'job_name',
    'hp.learning_rate',
  ])
  expect(toColumnNames(['usage'])).toEqual(['job_name', 'usage'])
})

it('says the usual ones by nothing', () => {
  expect(toColumnNames([])).toEqual([])
  expect(toColumnNames(['nonsense', 'constructor'])).toEqual([])
  expect(toColumnNames(DEFAULT_COLUMNS)).toEqual([])
})
