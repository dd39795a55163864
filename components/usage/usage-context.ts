import { toStatusLabel } from '@/components/job/status-label'
import type { PeriodFormat } from '@/lib/format/period'
import type { Reader } from '@/lib/format/reader'
import type { Period } from '@/lib/jobs/periods'
import type { JobsQuery } from '@/lib/jobs/query'
import { narrowToGroup, narrowToGroups, narrowToPeriod, toJobsHref } from '@/lib/jobs/usage-links'
import type { Measure, UsageQuery } from '@/lib/jobs/usage-query'
import type { UsageFigures } from '@/lib/jobs/usage-sum'
import { toMeasured } from '@/lib/jobs/usage-table'

/** What every part of the usage page is drawn from. */
export type UsageContext = {
  readonly query: UsageQuery
  /** Milliseconds since 1970. */
  readonly now: number
  /** The currency that is drawn; `null` where nothing is priced. */
  readonly currency: string | null
  /** What people call creators, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly periods: PeriodFormat
  readonly reader: Reader
}

/** How a group is called: a creator by name, a status by its word, and one that jobs do not say by that. */
export function toGroupLabel({ query, names, reader: { t } }: UsageContext, value: string | null): string {
  if (value === null) return t(query.group ? 'usage.notKnown' : 'usage.chart.all')
  if (query.group === 'creator') return names.get(value) ?? value
  return query.group === 'status' ? toStatusLabel(value, t) : value
}

/** The jobs of a group, of a period, or of both; `null` where no filter finds them. */
export function toBehind(
  context: UsageContext,
  value: string | null | undefined,
  period?: Period | null,
): string | null {
  const { jobs, group } = context.query
  return toHref(context, value === undefined || !group ? {} : narrowToGroup(jobs, group, value), period)
}

/** The jobs of several groups together in a period; `null` where no filter finds just them. */
export function toBehindAll(
  context: UsageContext,
  values: readonly (string | null)[],
  period: Period | null,
): string | null {
  const { jobs, group } = context.query
  return toHref(context, group && narrowToGroups(jobs, group, values), period)
}

function toHref(
  { query, now }: UsageContext,
  group: Partial<JobsQuery> | null,
  period?: Period | null,
): string | null {
  if (group === null || period === null) return null
  return toJobsHref(query.jobs, { ...group, ...(period ? narrowToPeriod(query.jobs, period, now) : {}) })
}

/** A measure in words, with its unit; '' where it is not known. */
export function toMeasureText(
  { reader, currency }: UsageContext,
  figures: UsageFigures,
  measure: Measure,
): string {
  const value = toMeasured(figures, measure, currency)
  if (value === null) return ''
  if (measure === 'cost')
    return figures.cost.amounts.map((one) => reader.money(one.amount, one.currency)).join(' + ')
  return measure === 'duration' ? reader.duration(value) : reader.number(value)
}
