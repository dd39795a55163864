import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbitraryJob,
  arbitraryQuery,
  arbitrarySourcedJob,
  arbitrarySourcedQuery,
  SOURCES,
  TEST_NOW,
} from './arbitrary-jobs'
import { type Job, type MirroredJob, toMirroredJob } from './job'
import { selectNaively } from './naive-select'
import { createCalendar, type PeriodUnit } from './periods'
import { createPriceList } from './published-prices'
import { defaultJobsQuery } from './query'
import { selectUsage, USAGE_GROUPS, type UsageBy, type UsageCell, type UsageGroup } from './select-usage'
import { toSnapshot } from './snapshot'
import { toUsageFigures } from './usage-sum'

const PRICES = createPriceList('singapore', [
  { model: 'ft-model-😀', currency: 'USD', per_1000_tokens: '0.0071', from: '2026-11-01', source: '' },
  { model: 'ft-model-😀', currency: 'USD', per_1000_tokens: '0.09', from: '2026-11-23', source: '' },
  { model: 'qwen-plus', currency: 'CNY', per_1000_tokens: '0.006', from: '2026-01-01', source: '' },
])

/** Around a year's end and changes of clocks in New York, in Beijing time, and of a kind that is billed otherwise. */
const arbitraryLateJob = fc
  .tuple(
    arbitraryJob,
    fc.constantFrom(
      '2026-12-31 23:59:59',
      '2027-01-01 00:00:00',
      '2027-01-01 13:00:00',
      '2026-03-08 15:30:00',
    ),
    fc.constantFrom('2026-11-01 13:59:59', '2026-11-02 13:00:00', ''),
    fc.constantFrom('sft', 'reinforcement'),
  )
  .map(([{ job, deletedAt }, first, second, training_type]) =>
    toMirroredJob({ ...job, create_time: second || first, training_type }, deletedAt),
  )

const arbitraryBy: fc.Arbitrary<UsageBy> = fc.record({
  period: fc.constantFrom('day', 'week', 'month', null),
  group: fc.constantFrom(...USAGE_GROUPS, null),
  tz: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
})

/** Billionths of a currency's unit for one token, read off the price list by hand. */
function toBillionths({ base_model, endedAt, usage }: MirroredJob): [string, bigint] | null {
  const late = endedAt !== null && endedAt >= Date.parse('2026-11-22T16:00:00Z')
  const tokens = BigInt(usage ?? 0)
  if (base_model === 'qwen3-14b') return ['USD', tokens * 1600n]
  if (base_model === 'qwen-plus') return ['CNY', tokens * 6000n]
  if (base_model === 'ft-model-😀') return ['USD', late ? tokens * 90_000n : tokens * 7100n]
  return base_model === 'qwen3-32b' ? ['USD', tokens * 8000n] : null
}

function toKey(job: MirroredJob, { period, group, tz }: UsageBy): string {
  const value = group === 'model' ? job.base_model : group ? job[group] : ''
  if (!period) return value
  if (job.createdAt === null) return `none/${value}`
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short' }).format(job.createdAt)
  const monday = new Date(`${day}T00:00Z`)
  while (monday.getUTCDay() !== 1) monday.setUTCDate(monday.getUTCDate() - 1)
  const name =
    period === 'day' ? day : period === 'month' ? day.slice(0, 7) : monday.toISOString().slice(0, 10)
  return `${name}/${value}`
}

type Counted = { jobs: number; usage: number; seconds: number; states: string; money: Record<string, number> }

function countByHand(jobs: readonly MirroredJob[]): Counted {
  const states = { priced: 0, not_billed: 0, pending: 0, no_price: 0 }
  const money: Record<string, number> = {}
  for (const job of jobs) {
    const price = toBillionths(job)
    if (job.status === 'FAILED') states.not_billed++
    else if (job.status !== 'SUCCEEDED' && job.status !== 'CANCELED') states.pending++
    else if (!price || job.training_type === 'reinforcement') states.no_price++
    else if (job.usage === null) states.pending++
    else {
      states.priced++
      money[price[0]] = (money[price[0]] ?? 0) + Number(price[1])
    }
  }
  return {
    jobs: jobs.length,
    usage: jobs.reduce((sum, job) => sum + (job.usage ?? 0), 0),
    seconds: jobs.reduce((sum, job) => sum + (job.durationSeconds ?? 0), 0),
    states: JSON.stringify(states),
    money,
  }
}

describe('selectUsage', { timeout: 30_000 }, () => {
  it('counts as a count by hand does, for 200 random accounts and queries, and its parts add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(arbitraryJob, arbitraryLateJob), { maxLength: 60 }),
        arbitraryQuery,
        arbitraryBy,
        (list, query, by) => {
          const snapshot = toSnapshot(list, 1)
          const { rows, totals } = selectNaively(
            snapshot,
            { ...query, page_no: 1, page_size: 1000 },
            TEST_NOW,
          )
          const { cells, earlier } = selectUsage(snapshot, query, by, PRICES, TEST_NOW)
          expect(earlier).toEqual([])
          const expected = new Map<string, MirroredJob[]>()
          for (const job of rows) expected.set(toKey(job, by), [...(expected.get(toKey(job, by)) ?? []), job])
          expect(cells.map((cell) => toCellKey(cell, by)).sort()).toEqual([...expected.keys()].sort())
          for (const cell of cells) {
            const key = toCellKey(cell, by)
            expect([key, toCounted(toUsageFigures([cell.sum]))]).toEqual([
              key,
              countByHand(expected.get(key) ?? []),
            ])
          }
          const figures = toUsageFigures(cells.map(({ sum }) => sum))
          expect(toCounted(figures)).toEqual(countByHand(rows))
          expect(figures.by_status).toEqual(totals.by_status)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('reckons each account at its own prices, and never adds one currency to another', () => {
    const bySource = new Map([
      ['beijing', createPriceList('beijing', [])],
      ['intl', createPriceList('singapore', [])],
    ])
    const prices = { ...createPriceList('singapore', []), bySource }
    fc.assert(
      fc.property(
        fc.array(arbitrarySourcedJob, { maxLength: 60 }),
        arbitrarySourcedQuery,
        arbitraryBy,
        (list, query, by) => {
          const toAmounts = (sources: readonly string[]) =>
            toUsageFigures(
              selectUsage(
                toSnapshot(list, 1),
                { ...query, source: [...sources] },
                by,
                prices,
                TEST_NOW,
              ).cells.map(({ sum }) => sum),
            ).cost.amounts
          const [cn = [], intl = []] = SOURCES.map((source) => toAmounts([source]))
          expect(cn.map(({ currency }) => currency).join()).toMatch(/^(CNY)?$/)
          expect(intl.map(({ currency }) => currency).join()).toMatch(/^(USD)?$/)
          expect(toAmounts([])).toEqual([...cn, ...intl])
        },
      ),
    )
  })

  it('tells the latest periods apart and sums up what came before them by group', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(arbitraryJob, arbitraryLateJob), { maxLength: 60 }),
        arbitraryQuery,
        arbitraryBy,
        fc.integer({ min: 1, max: 40 }),
        (list, query, by, latest) => {
          const snapshot = toSnapshot(list, 1)
          const { cells } = selectUsage(snapshot, query, by, PRICES, TEST_NOW)
          const cut = selectUsage(snapshot, query, { ...by, latest }, PRICES, TEST_NOW)
          const newest = cells.findLast(({ period }) => period !== null)?.period
          const first =
            by.period && newest && createCalendar(by.tz).toNeighbour(newest.start, by.period, 1 - latest)
          const isTold = ({ period }: UsageCell) => !period || !first || period.start >= first.start
          expect(cut.cells).toEqual(cells.filter(isTold))
          const before = cells.filter((cell) => !isTold(cell))
          expect(cut.earlier.map(({ value }) => value)).toEqual(
            [...new Set(before.map(({ value }) => value))].sort((a, b) =>
              (a ?? '\uffff') < (b ?? '\uffff') ? -1 : 1,
            ),
          )
          for (const { value, sum } of cut.earlier)
            expect(toUsageFigures([sum])).toEqual(
              toUsageFigures(before.filter((cell) => cell.value === value).map((cell) => cell.sum)),
            )
        },
      ),
    )
  })

  it('reckons money exactly, however much there is of it', () => {
    const jobs = Array.from({ length: 3000 }, (_, at) =>
      toMirroredJob({
        job_id: `ft-${at}`,
        status: 'SUCCEEDED',
        base_model: 'qwen3-14b',
        usage: 2 ** 50 - at,
      } as Job),
    )
    const { cells } = selectUsage(
      toSnapshot(jobs, 1),
      defaultJobsQuery(10),
      { period: 'day', group: 'status', tz: 'UTC' },
      PRICES,
      TEST_NOW,
    )
    const tokens = 3000n * 2n ** 50n - (2999n * 3000n) / 2n
    const [amount] = toUsageFigures(cells.map(({ sum }) => sum)).cost.amounts
    expect(amount?.currency).toBe('USD')
    const [whole = '', fraction = ''] = (amount?.amount ?? '').split('.')
    expect(BigInt(whole + fraction.padEnd(12, '0'))).toBe(tokens * 1_600_000n)
  })
})

function toCellKey(
  { period, value }: { period: { key: string } | null; value: string | null },
  by: { period: PeriodUnit | null; group: UsageGroup | null },
): string {
  return by.period ? `${period?.key ?? 'none'}/${value ?? ''}` : (value ?? '')
}

function toCounted(figures: ReturnType<typeof toUsageFigures>): Counted {
  const { amounts, ...states } = figures.cost
  return {
    jobs: figures.jobs,
    usage: figures.usage,
    seconds: figures.duration_seconds,
    states: JSON.stringify(states),
    money: Object.fromEntries(
      amounts.map(({ currency, amount }) => [currency, Math.round(Number(amount) * 1e9)]),
    ),
  }
}
