import type { Calendar, Period, PeriodUnit } from './periods'
import { compareValues, type UsageCell, type UsageSelection } from './select-usage'
import type { Measure } from './usage-query'
import { toUsageFigures, type UsageFigures } from './usage-sum'

/** All that one group, or one period, comes to. */
export type UsageRow = {
  readonly value: string | null
  readonly figures: UsageFigures
  /** Of the measure, in all; `null` where that is nothing or not known. */
  readonly share: number | null
  readonly change: Change
}

/** Against the range before: by what ratio more (0.18) or less (-0.06); new where there was nothing; or not to be said. */
export type Change = number | 'new' | null

/** A measure as a number to draw and compare, never to add up: `null` where it is not known, money of one currency. */
export function toMeasured(figures: UsageFigures, measure: Measure, currency: string | null): number | null {
  if (measure === 'jobs') return figures.jobs
  if (measure === 'duration') return figures.duration_seconds
  if (measure === 'usage') return figures.usage_unknown < figures.jobs ? figures.usage : null
  const amount = figures.cost.amounts.find((one) => one.currency === currency)
  return amount ? Number(amount.amount) : null
}

/** The same of what came before: no jobs are 0 of everything. */
export function toMeasuredBefore(
  figures: UsageFigures,
  measure: Measure,
  currency: string | null,
): number | null {
  return figures.jobs === 0 ? 0 : toMeasured(figures, measure, currency)
}

/** The currency in which most is counted where there are several: the first, for a board has one. */
export function toChartCurrency({ cost }: UsageFigures): string | null {
  return cost.amounts[0]?.currency ?? null
}

/** How a figure changed; `undefined` where there is no range before. What was not known then cannot be compared with. */
export function toChange(now: number | null, before: number | null | undefined): Change {
  if (now === null || before === undefined || before === null) return null
  if (before === 0) return now > 0 ? 'new' : null
  return (now - before) / before
}

/**
 * Groups over all periods, those with the most first, equal ones by value. `before` are the groups of the range before,
 * `null` where there is none; `totals` are of all that is selected.
 */
export function selectUsageRows(
  { cells, earlier }: UsageSelection,
  totals: UsageFigures,
  before: readonly UsageCell[] | null,
  measure: Measure,
): UsageRow[] {
  const currency = toChartCurrency(totals)
  const whole = toMeasured(totals, measure, currency)
  const past = new Map(before?.map(({ value, sum }) => [value, toUsageFigures([sum])]))
  const rows = [...groupCells([...cells, ...earlier], ({ value }) => value)].map(
    ([value, group]): UsageRow => {
      const figures = toUsageFigures(group.map(({ sum }) => sum))
      const measured = toMeasured(figures, measure, currency)
      const old = past.get(value)
      return {
        value,
        figures,
        share: whole && measured !== null ? measured / whole : null,
        change: before ? toChange(measured, old ? toMeasured(old, measure, currency) : 0) : null,
      }
    },
  )
  const weight = ({ figures }: UsageRow) => toMeasured(figures, measure, currency) ?? -1
  return rows.sort((a, b) => weight(b) - weight(a) || compareValues(a, b))
}

/** A period with what its jobs come to, and its cells; the one without a period holds jobs without a time. */
export type UsagePeriod = {
  readonly period: Period | null
  readonly figures: UsageFigures
  readonly cells: readonly UsageCell[]
}

/** Periods from the first that has jobs to the last, those between without any too; jobs without a time last. */
export function selectUsagePeriods(
  cells: readonly UsageCell[],
  unit: PeriodUnit,
  calendar: Calendar,
): UsagePeriod[] {
  const groups = groupCells(cells, ({ period }) => period?.start ?? null)
  const toPeriod = (period: Period | null): UsagePeriod => {
    const within = groups.get(period?.start ?? null) ?? []
    return { period, cells: within, figures: toUsageFigures(within.map(({ sum }) => sum)) }
  }
  const dated = cells.flatMap(({ period }) => (period ? [period] : []))
  const [first, last] = [dated[0], dated.at(-1)]
  const periods: UsagePeriod[] = []
  if (first && last) {
    let period = last
    while (period.start >= first.start) {
      periods.unshift(toPeriod(period))
      period = calendar.toNeighbour(period.start, unit, -1)
    }
  }
  return groups.has(null) ? [...periods, toPeriod(null)] : periods
}

function groupCells<Key>(
  cells: readonly UsageCell[],
  toKey: (cell: UsageCell) => Key,
): Map<Key, UsageCell[]> {
  const groups = new Map<Key, UsageCell[]>()
  for (const cell of cells) {
    const key = toKey(cell)
    const group = groups.get(key)
    if (group) group.push(cell)
    else groups.set(key, [cell])
  }
  return groups
}
