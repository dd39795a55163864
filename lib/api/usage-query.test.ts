import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryQuery, TEST_NOW } from '../jobs/arbitrary-jobs'
import { PERIOD_UNITS } from '../jobs/periods'
import { defaultJobsQuery } from '../jobs/query'
import { USAGE_GROUPS } from '../jobs/select-usage'
import { defaultUsageQuery, MEASURES, serializeUsageQuery, type UsageQuery } from '../jobs/usage-query'
import { readUsageQuery } from './usage-query'

const read = (search: string) => readUsageQuery(new URLSearchParams(search), TEST_NOW)

const arbitraryBy = fc.oneof(
  fc.record({ period: fc.constantFrom(...PERIOD_UNITS), group: fc.constantFrom(...USAGE_GROUPS, null) }),
  fc.record({ period: fc.constantFrom(...PERIOD_UNITS, null), group: fc.constantFrom(...USAGE_GROUPS) }),
)

it('reads what it writes, for any query', () => {
  const { page_no, page_size, sort } = defaultJobsQuery(10)
  const arbitraryUsage: fc.Arbitrary<UsageQuery> = fc
    .record({
      jobs: arbitraryQuery.map((jobs) => ({ ...jobs, page_no, page_size, sort, created_to: '' })),
      by: arbitraryBy,
      measure: fc.constantFrom(...MEASURES),
      tz: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
    })
    .map(({ by, ...rest }) => ({ ...rest, ...by }))
  fc.assert(
    fc.property(arbitraryUsage, (query) => {
      expect(read(serializeUsageQuery(query))).toEqual({
        query,
        problems: [],
        refresh: false,
        canonical: true,
      })
    }),
  )
})

it('counts deleted jobs unless it is told not to', () => {
  expect(read('')).toMatchObject({ query: defaultUsageQuery(), canonical: true })
  expect(read('').query.jobs.deleted).toBe('include')
  expect(serializeUsageQuery(read('deleted=exclude').query)).toBe('deleted=exclude')
  expect(read('deleted=include').canonical).toBe(false)
})

it.each([
  ['group_by=model,week', { period: 'week', group: 'model' }, 'group_by=week,model'],
  ['group_by=Day', { period: 'day', group: null }, 'group_by=day'],
  ['group_by=training_type', { period: null, group: 'training_type' }, 'group_by=training_type'],
  ['group_by=day,model&sort=usage&page_no=3', { period: 'day', group: 'model' }, ''],
  ['tz=UTC&model=b&model=a', { tz: 'UTC' }, 'model=a&model=b&tz=UTC'],
])('takes %s', (search, expected, written) => {
  const { query, problems } = read(search)
  expect(query).toMatchObject(expected)
  expect([serializeUsageQuery(query), problems]).toEqual([written, []])
})

it.each([
  ['group_by=year', 'group_by'],
  ['group_by=day,week', 'group_by'],
  ['group_by=day,,model', 'group_by'],
  ['group_by=model,model', 'group_by'],
  ['group_by=day&group_by=week', 'group_by'],
  ['measure=money', 'measure'],
  ['tz=Beijing', 'tz'],
  ['tz=<b>', 'tz'],
  ['page_no=0', 'page_no'],
])('sets %s aside', (search, parameter) => {
  const { query, problems } = read(search)
  expect(problems.map((problem) => problem.parameter)).toEqual([parameter])
  expect(query).toEqual(defaultUsageQuery())
})
