import { resolveCreatedRange } from './created-range'
import { PAGE_SIZE } from './page-size'
import type { Period } from './periods'
import { defaultJobsQuery, type JobsQuery, serializeJobsQuery } from './query'
import type { UsageGroup } from './select-usage'
import { BEIJING_OFFSET_MS } from './time'

const DAY_MS = 24 * 60 * 60 * 1000
/** So many groups are named in one link. */
const MOST_GROUPS = 20

/** The page of the jobs behind some usage: it says whether deleted ones count, for there they do not by themselves. */
export function toJobsHref(query: JobsQuery, change: Partial<JobsQuery> = {}): string {
  const { page_no, page_size, sort } = defaultJobsQuery(PAGE_SIZE)
  const search = serializeJobsQuery(
    { ...query, page_no, page_size, sort, ...change },
    { page_size: PAGE_SIZE },
  )
  return `${process.env.BASE_PATH}/${search && `?${search}`}`
}

/**
 * What narrows a query to one group; `null` where nothing can, for no filter finds jobs that do not say it. A query that
 * already asks for the tuned models of a base model stays with those.
 */
export function narrowToGroup(
  query: JobsQuery,
  group: UsageGroup,
  value: string | null,
): Partial<JobsQuery> | null {
  if (value === null) return null
  if (group === 'model' && query.model.length > 0 && !query.model.includes(value)) return {}
  return { [group]: [value] }
}

/**
 * What narrows a query to several groups and no others; `null` where nothing can: one of them is of jobs that do not say
 * it, the query asks for tuned models, or they are more than {@link MOST_GROUPS}.
 */
export function narrowToGroups(
  query: JobsQuery,
  group: UsageGroup,
  values: readonly (string | null)[],
): Partial<JobsQuery> | null {
  const known = values.filter((value) => value !== null)
  const isFew = known.length === values.length && known.length <= MOST_GROUPS
  const isTuned =
    group === 'model' && query.model.length > 0 && known.some((value) => !query.model.includes(value))
  return isFew && !isTuned ? { [group]: known } : null
}

/** What narrows a query to one period: days where it begins and ends with days of Beijing, else exact times. */
export function narrowToPeriod(query: JobsQuery, period: Period, now: number): Partial<JobsQuery> {
  const range = resolveCreatedRange(query.created_from, query.created_to, now)
  const from = Math.max(period.start, range.from ?? period.start)
  const to = Math.min(period.end, range.to ?? period.end)
  if (isBeijingMidnight(from) && isBeijingMidnight(to) && to > from)
    return { created_from: toDay(from), created_to: toDay(to - DAY_MS) }
  return { created_from: toTime(from), created_to: toTime(to) }
}

function isBeijingMidnight(time: number): boolean {
  return (time + BEIJING_OFFSET_MS) % DAY_MS === 0
}

function toDay(time: number): string {
  return new Date(time + BEIJING_OFFSET_MS).toISOString().slice(0, 10)
}

function toTime(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
