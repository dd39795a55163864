import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCompareQuery, serializeCompareQuery } from './compare-query'

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
      expect(parseCompareQuery(new URLSearchParams(serializeCompareQuery(whole)))).toEqual(whole)
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
  expect(parseCompareQuery(new URLSearchParams(search))).toMatchObject(wanted)
})
