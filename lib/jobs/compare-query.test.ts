import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCompareQuery, serializeCompareQuery, toCurveProblems } from './compare-query'
import type { ViewProblem } from './view-problem'

it('reads what it writes', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9._:-]{1,12}$/)
  const query = fc.record({
    job: fc.uniqueArray(id, { maxLength: 9 }),
    differences: fc.boolean(),
    baseline: fc.constant(''),
    curve: fc.constantFrom('loss', 'eval_loss', 'a b/c'),
    chart: fc.record({
      x: fc.constantFrom('epoch' as const, 'step' as const),
      log: fc.boolean(),
      smooth: fc.constantFrom(0, 0.6, 0.95),
      numbers: fc.boolean(),
    }),
  })
  fc.assert(
    fc.property(query, (given) => {
      const whole = { ...given, baseline: given.job[1] ?? '' }
      const problems: ViewProblem[] = []
      expect(parseCompareQuery(new URLSearchParams(serializeCompareQuery(whole)), problems)).toEqual(whole)
      expect(problems).toEqual([])
    }),
  )
})

it.each([
  ['job=a&job=a&job=&job=b', { job: ['a', 'b'] }],
  ['job=a&baseline=other', { baseline: '' }],
  [
    'differences=yes&x=time&scale=linear&smooth=7',
    { differences: false, chart: { x: 'epoch', log: false, smooth: 0.6 } },
  ],
  ['smooth=nan', { chart: { smooth: 0.6 } }],
])('makes do with %s', (search, wanted) => {
  expect(parseCompareQuery(new URLSearchParams(search), [])).toMatchObject(wanted)
})

it('says what it set aside', () => {
  const problems: ViewProblem[] = []
  const search =
    'job=a&differences=7&baseline=other&curve=loss&curve=eval_loss&x=time&scale=&smooth=1&numbers=yes'
  parseCompareQuery(new URLSearchParams(search), problems)
  expect(problems.map(({ parameter, value, expected }) => [parameter, value, expected.key])).toEqual([
    ['differences', '7', 'flag'],
    ['baseline', 'other', 'baseline'],
    ['curve', 'loss, eval_loss', 'once'],
    ['smooth', '1', 'smooth'],
    ['x', 'time', 'axis'],
    ['numbers', 'yes', 'flag'],
  ])
})

it('sets a curve aside that no job has, once there are curves', () => {
  expect(toCurveProblems('bogus', ['loss'])).toMatchObject([{ parameter: 'curve', value: 'bogus' }])
  for (const [curve, known] of [
    ['bogus', []],
    ['eval_loss', ['eval_loss']],
    ['loss', ['eval_loss']],
  ] as const)
    expect(toCurveProblems(curve, known)).toEqual([])
})
