import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryJob, arbitraryQuery, TEST_NOW } from './arbitrary-jobs'
import { PAGE_SIZE } from './page-size'
import { createCalendar, PERIOD_UNITS } from './periods'
import { createPriceList } from './published-prices'
import { defaultJobsQuery, parseJobsQuery } from './query'
import { selectJobs } from './select'
import { selectUsage, USAGE_GROUPS } from './select-usage'
import { toSnapshot } from './snapshot'
import { narrowToGroup, narrowToGroups, narrowToPeriod, toJobsHref } from './usage-links'
import { toUsageFigures } from './usage-sum'
import { selectUsagePeriods, selectUsageRows } from './usage-table'

const PRICES = createPriceList('singapore', [])

it('leads from every figure to as many jobs and tokens', () => {
  const jobs = fc.array(
    // A filter by model also finds what was tuned from an output of that name, which no base model is.
    arbitraryJob.filter(({ model, base_model }) => model === base_model),
    { maxLength: 40 },
  )
  const by = fc.record({
    period: fc.constantFrom(...PERIOD_UNITS),
    group: fc.constantFrom(...USAGE_GROUPS),
    tz: fc.constantFrom('Asia/Shanghai', 'America/New_York'),
  })
  fc.assert(
    fc.property(jobs, arbitraryQuery, by, (list, query, grouped) => {
      const snapshot = toSnapshot(list, 1)
      const selection = selectUsage(snapshot, query, grouped, PRICES, TEST_NOW)
      const { cells } = selection
      const totals = toUsageFigures(cells.map(({ sum }) => sum))
      const count = (change: object | null) => {
        if (!change) return null
        const search = new URL(toJobsHref(query, change), 'http://board').search
        const found = parseJobsQuery(new URLSearchParams(search), { page_size: PAGE_SIZE })
        const { jobs, usage } = selectJobs(snapshot, found, TEST_NOW).totals
        return { jobs, usage }
      }
      for (const { value, figures } of selectUsageRows(selection, totals, null, 'usage')) {
        const narrowed = narrowToGroup(query, grouped.group, value)
        expect(count(narrowed)).toEqual(narrowed && { jobs: figures.jobs, usage: figures.usage })
      }
      const calendar = createCalendar(grouped.tz)
      for (const { period, figures, cells: own } of selectUsagePeriods(cells, grouped.period, calendar)) {
        if (!period || figures.jobs === 0) continue
        const within = narrowToPeriod(query, period, TEST_NOW)
        expect(count(within)).toEqual({ jobs: figures.jobs, usage: figures.usage })
        const rest = own.slice(1)
        const others = narrowToGroups(
          query,
          grouped.group,
          rest.map(({ value }) => value),
        )
        if (rest.length > 0 && others)
          expect(count({ ...others, ...within })?.jobs).toBe(toUsageFigures(rest.map(({ sum }) => sum)).jobs)
      }
      for (const { period, value, sum } of cells) {
        const narrowed = narrowToGroup(query, grouped.group, value)
        if (period && narrowed)
          expect(count({ ...narrowed, ...narrowToPeriod(query, period, TEST_NOW) })?.jobs).toBe(
            toUsageFigures([sum]).jobs,
          )
      }
    }),
  )
})

it('leads to several groups only where an address can name them all', () => {
  const query = defaultJobsQuery(PAGE_SIZE)
  const many = Array.from({ length: 21 }, (_, at) => `${at}`)
  expect(narrowToGroups(query, 'creator', ['a', 'b'])).toEqual({ creator: ['a', 'b'] })
  expect(narrowToGroups(query, 'creator', ['a', null])).toBeNull()
  expect(narrowToGroups(query, 'creator', many)).toBeNull()
  expect(narrowToGroups({ ...query, model: ['tuned'] }, 'model', ['a', 'b'])).toBeNull()
  expect(narrowToGroups({ ...query, model: ['a', 'b', 'c'] }, 'model', ['a', 'b'])).toEqual({
    model: ['a', 'b'],
  })
})
