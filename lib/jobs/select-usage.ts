import { compareCodePoints } from './code-point-order'
import { getJobsIndex, type JobsIndex } from './index-snapshot'
import { matchJobs, toFailures } from './match-jobs'
import { createCalendar, type Period, type PeriodUnit } from './periods'
import {
  type DatedPrice,
  isBillable,
  isBilledByTokens,
  type PriceList,
  selectPrice,
  toPricesOf,
  toStatusCost,
} from './price'
import type { JobsQuery } from './query'
import type { MappedNames } from './search'
import type { Snapshot } from './snapshot'
import { addTokens, createUsageSum, type UsageSum } from './usage-sum'

/** What usage can be grouped by; `model` is the base model. */
export const USAGE_GROUPS = ['model', 'creator', 'training_type', 'status'] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

export type UsageBy = {
  readonly period: PeriodUnit | null
  readonly group: UsageGroup | null
  /** IANA zone of the periods. */
  readonly tz: string
}

/** The jobs of one period and one group. */
export type UsageCell = {
  /** Of `create_time`; `null` where jobs have none, or nobody asked for periods. */
  readonly period: Period | null
  /** `null` where jobs do not say it, or nobody asked for groups. */
  readonly value: string | null
  readonly sum: UsageSum
}

/**
 * Sums over all jobs that match, by period and group: periods from the earliest on, jobs without a time last; values
 * by code point, none last. Only cells that have jobs. `now` and `names` as in `selectJobs`.
 */
export function selectUsage(
  snapshot: Snapshot,
  query: JobsQuery,
  by: UsageBy,
  prices: PriceList,
  now: number,
  names: MappedNames = {},
): UsageCell[] {
  const index = getJobsIndex(snapshot)
  const { values, tables } = index.columns
  const failures = toFailures(index, query)
  const slots = matchJobs(index, query, failures, now, names)
  const calendar = createCalendar(by.tz)
  const add = createAdder(index, prices)
  const column = by.group === 'model' ? 'base_model' : by.group
  const cells: UsageCell[] = []
  let period: Period | null = null
  let started = false
  /** Of the period at hand, by number of the value. */
  let current = new Map<number, UsageCell>()
  for (const slot of slots) {
    if (
      failures[values.kind[slot] ?? 0] !== 0 ||
      (query.deleted === 'exclude' && values.isDeleted[slot] === 1)
    )
      continue
    const createdAt = values.createdAt[slot] ?? Number.NaN
    if (by.period && (!started || !isWithin(createdAt, period))) {
      period = Number.isNaN(createdAt) ? null : calendar.toPeriod(createdAt, by.period)
      current = new Map()
      started = true
    }
    const number = column ? (values[column][slot] ?? 0) : 0
    let cell = current.get(number)
    if (!cell) {
      const value = column ? tables[column].values[number] || null : null
      cell = { period, value, sum: createUsageSum() }
      current.set(number, cell)
      cells.push(cell)
    }
    add(cell.sum, slot)
  }
  return cells.sort(compareCells)
}

function isWithin(time: number, period: Period | null): boolean {
  return period === null ? Number.isNaN(time) : time >= period.start && time < period.end
}

function compareCells(a: UsageCell, b: UsageCell): number {
  const [from, to] = [
    a.period?.start ?? Number.POSITIVE_INFINITY,
    b.period?.start ?? Number.POSITIVE_INFINITY,
  ]
  if (from !== to) return from - to
  if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1
  return compareCodePoints(a.value, b.value)
}

/** Adds a job to a sum. What a status, a type or a model says of costs is looked up once for each, not for each job. */
function createAdder({ columns: { values, tables, kinds } }: JobsIndex, prices: PriceList) {
  const states = tables.status.values.map(toStatusCost)
  const billed = tables.training_type.values.map(isBilledByTokens)
  const toPricesByModel = ({ byModel }: PriceList) =>
    tables.base_model.values.map((model) => byModel.get(model) ?? [])
  // Of one account there is no name.
  const lists = kinds.sources.values.map((source) => toPricesByModel(toPricesOf(prices, source)))
  const only = lists.length === 0 ? toPricesByModel(prices) : null

  function toPrice(slot: number): DatedPrice | null {
    const pricesOf = only ?? lists[kinds.source[values.kind[slot] ?? 0] ?? 0]
    const dated = pricesOf?.[values.base_model[slot] ?? 0] ?? []
    if (dated.length === 0 || !billed[values.training_type[slot] ?? 0]) return null
    const endedAt = values.endedAt[slot] ?? Number.NaN
    return selectPrice(dated, Number.isNaN(endedAt) ? null : endedAt)
  }

  return (sum: UsageSum, slot: number): void => {
    const number = values.status[slot] ?? 0
    const status = tables.status.values[number] ?? ''
    const usage = values.usage[slot] ?? Number.NaN
    sum.jobs++
    if (Number.isNaN(usage)) sum.usageUnknown++
    else sum.usage += usage
    sum.duration += values.duration[slot] || 0
    sum.deleted += values.isDeleted[slot] ?? 0
    sum.statuses.set(status, (sum.statuses.get(status) ?? 0) + 1)
    const state = states[number]
    if (state) {
      sum.states[state]++
      return
    }
    const dated = toPrice(slot)
    if (!dated) sum.states.no_price++
    else if (!isBillable(usage)) sum.states.pending++
    else {
      sum.states.priced++
      addTokens(sum, dated, usage)
    }
  }
}
