import 'server-only'
import type { JobsAnswer } from '@/lib/api/jobs'
import type { UsageAnswer } from '@/lib/api/usage'
import { createCalendar } from '@/lib/jobs/periods'
import type { Price } from '@/lib/jobs/price'
import { toRangeBefore } from '@/lib/jobs/range-before'
import { selectJobs } from '@/lib/jobs/select'
import { selectUsage, type UsageCell, type UsageSelection } from '@/lib/jobs/select-usage'
import type { UsageQuery } from '@/lib/jobs/usage-query'
import { toUsageFigures, type UsageFigures } from '@/lib/jobs/usage-sum'
import type { MessageKey, Translate } from '@/lib/messages/translator'
import { requireJobs, toAnsweredFacets } from './list-jobs'
import { toMirrorState } from './mirror-state'
import type { Services } from './services'

type Facets = JobsAnswer['output']['facets']

/** Usage in parts that a page can put together in several ways. */
export type Usage = UsageSelection & {
  readonly totals: UsageFigures
  /** The range before the one asked for: its groups over all periods, and its totals; `null` where that is open. */
  readonly before: {
    readonly from: number
    readonly to: number
    readonly groups: readonly UsageCell[]
    readonly totals: UsageFigures
  } | null
  /** Milliseconds since 1970: what relative dates were relative to. */
  readonly now: number
}

/**
 * What the jobs that match come to, by group and the `latest` periods, or all.
 * @throws ApiError 503 while nothing was ever read
 */
export async function getUsage(services: Services, query: UsageQuery, latest?: number): Promise<Usage> {
  const { mirror, clock, prices, names } = services
  mirror.look()
  if (query.jobs.q !== '') await mirror.searchable()
  requireJobs(services, query.jobs.source)
  const now = clock()
  const snapshot = mirror.snapshot()
  const selection = selectUsage(
    snapshot,
    query.jobs,
    latest === undefined ? query : { ...query, latest },
    prices,
    now,
    names,
  )
  const range = toRangeBefore(query.jobs, createCalendar(query.tz), now)
  const groups =
    range &&
    selectUsage(
      snapshot,
      {
        ...query.jobs,
        created_from: new Date(range.from).toISOString(),
        created_to: new Date(range.to).toISOString(),
      },
      { ...query, period: null },
      prices,
      now,
      names,
    ).cells
  return {
    ...selection,
    totals: toFigures([...selection.cells, ...selection.earlier]),
    before: range && groups && { ...range, groups, totals: toFigures(groups) },
    now,
  }
}

/** Usage as the API answers it. */
export function toUsageOutput(
  services: Services,
  query: UsageQuery,
  usage: Usage,
): Omit<UsageAnswer, 'request_id'> {
  const { before, totals } = usage
  const toTime = (time: number) => new Date(time).toISOString()
  return {
    output: {
      tz: query.tz,
      group_by: [query.period, query.group].filter((part) => part !== null),
      groups: usage.cells.map(({ period, value, sum }) => {
        const name =
          query.group === 'creator' && value !== null ? services.names.creator?.get(value) : undefined
        return {
          ...(query.period ? { period: period?.key ?? null } : {}),
          ...(period ? { period_from: toTime(period.start), period_to: toTime(period.end) } : {}),
          ...(query.group ? { [query.group]: value } : {}),
          ...(name === undefined ? {} : { name }),
          ...toUsageFigures([sum]),
        }
      }),
      totals,
      before: before && {
        created_from: toTime(before.from),
        created_to: toTime(before.to),
        totals: before.totals,
      },
    },
    mirror: toMirrorState(services, query.jobs.source),
  }
}

function toFigures(cells: readonly UsageCell[]): UsageFigures {
  return toUsageFigures(cells.map(({ sum }) => sum))
}

/** What filters can be set to, each with the number of jobs behind it. */
export function getUsageFacets(services: Services, { jobs }: UsageQuery): Facets {
  const { mirror, clock, names } = services
  const { facets } = selectJobs(mirror.snapshot(), { ...jobs, page_size: 1 }, clock(), names)
  return toAnsweredFacets(facets, services)
}

/** The prices that jobs of this usage had, with those that other models of the region have left out. */
export function selectPrices({ prices }: Services, { cells, earlier }: Usage): Price[] {
  const used = new Set([...cells, ...earlier].flatMap(({ sum }) => sum.map(({ of }) => of.cost)))
  const lists = new Set(prices.bySource?.values() ?? [prices])
  return [...lists].flatMap(({ byModel }) =>
    [...byModel.values()].flat().flatMap((dated) => (used.has(dated) ? [dated.price] : [])),
  )
}

/** Which jobs and by which clocks, in a line. */
export function describeRange({ reader }: Services, query: UsageQuery, usage: Usage | null): string {
  const { t } = reader
  const { created_from, created_to } = query.jobs
  const range = [created_from, created_to].some(Boolean)
    ? (toUsualRange(created_from, created_to, t) ?? `${created_from || '…'} – ${created_to || '…'}`)
    : t('usage.allTime')
  const periods = query.period ? t(`usage.zone.${query.period}`, { zone: query.tz }) : ''
  const before = usage?.before
    ? t('usage.before', { from: reader.exact(usage.before.from), to: reader.exact(usage.before.to) })
    : ''
  return [range, periods, before].filter((part) => part !== '').join(' · ')
}

/** The words of a range that the filter offers, such as the last seven days. */
function toUsualRange(from: string, to: string, t: Translate): string | null {
  const key = `jobs.created.${from}`
  const words = t(key as MessageKey)
  return to === '' && words !== key ? words : null
}
