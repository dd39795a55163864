import { expect, it } from 'vitest'
import { parseJobPageQuery, serializeJobPageQuery } from './job-page-query'
import type { ViewProblem } from './view-problem'

it('reads what it writes, and sets nothing of it aside', () => {
  const search = 'x=step&scale=log&smooth=0.95&numbers=true&find=a+b&log=3&list=status%3DFAILED'
  const problems: ViewProblem[] = []
  expect(serializeJobPageQuery(parseJobPageQuery(new URLSearchParams(search), problems))).toBe(search)
  expect(problems).toEqual([])
})

it('says what it set aside, and reads the rest', () => {
  const problems: ViewProblem[] = []
  const params = new URLSearchParams('x=bogus&scale=cubic&smooth=nine&log=abc&find=loss')
  expect(serializeJobPageQuery(parseJobPageQuery(params, problems))).toBe('find=loss')
  expect(problems.map(({ parameter, expected }) => [parameter, expected.key])).toEqual([
    ['smooth', 'smooth'],
    ['x', 'axis'],
    ['scale', 'scale'],
    ['log', 'pageNo'],
  ])
})

it('cuts nothing without a word', () => {
  const problems: ViewProblem[] = []
  const params = new URLSearchParams({ find: 'x'.repeat(201), smooth: '0.995' })
  expect(serializeJobPageQuery(parseJobPageQuery(params, problems))).toBe('')
  expect(problems.map(({ parameter, expected }) => [parameter, expected.key])).toEqual([
    ['smooth', 'smooth'],
    ['find', 'q'],
  ])
})
