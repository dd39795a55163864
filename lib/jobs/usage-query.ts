import { STANDARD_ZONE } from '../format/zone'
import { defaultJobsQuery, type JobsQuery, serializeJobsQuery, toReadable } from './query'
import type { UsageBy } from './select-usage'

/** What bars can be made of: tokens, money, jobs, seconds from creation to end. */
export const MEASURES = ['usage', 'cost', 'jobs', 'duration'] as const
export type Measure = (typeof MEASURES)[number]

/** What a usage page is asked for: jobs as in a list, and how they are added up. */
export type UsageQuery = UsageBy & { readonly jobs: JobsQuery; readonly measure: Measure }

/** Where usage is added up deleted jobs count; pages and order say nothing there, and are left out. */
export const USAGE_DEFAULTS = { page_size: 10, deleted: 'include' } as const

/** Usage by day and base model, of every job. */
export function defaultUsageQuery(): UsageQuery {
  return {
    jobs: defaultJobsQuery(USAGE_DEFAULTS.page_size, USAGE_DEFAULTS.deleted),
    period: 'day',
    group: 'model',
    measure: 'usage',
    tz: STANDARD_ZONE,
  }
}

/** What differs from a query of jobs, as parameters in their order; defaults are left out. */
export function toUsageParameters({
  period,
  group,
  measure,
  tz,
}: UsageQuery): [name: string, value: string][] {
  const standard = defaultUsageQuery()
  const parameters: [string, string][] = []
  if (period !== standard.period || group !== standard.group)
    parameters.push(['group_by', [period, group].filter((part) => part !== null).join(',')])
  if (measure !== standard.measure) parameters.push(['measure', measure])
  if (tz !== standard.tz) parameters.push(['tz', tz])
  return parameters
}

/** The one query string of a usage page, without `?`; '' where nothing is set. */
export function serializeUsageQuery(query: UsageQuery): string {
  const { page_no, page_size, sort } = defaultUsageQuery().jobs
  const jobs = serializeJobsQuery({ ...query.jobs, page_no, page_size, sort }, USAGE_DEFAULTS)
  const own = toReadable(new URLSearchParams(toUsageParameters(query)))
  return [jobs, own].filter((part) => part !== '').join('&')
}

/** The usage page of the jobs of a list, drawn by what they cost. */
export function toUsageHref(jobs: JobsQuery): string {
  const query: UsageQuery = { ...defaultUsageQuery(), jobs: { ...jobs, columns: [] }, measure: 'cost' }
  return `${process.env.BASE_PATH}/usage?${serializeUsageQuery(query)}`
}
