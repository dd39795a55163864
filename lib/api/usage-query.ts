import { z } from 'zod'
import { isZone } from '../format/zone'
import { PERIOD_UNITS, type PeriodUnit } from '../jobs/periods'
import { USAGE_GROUPS, type UsageGroup } from '../jobs/select-usage'
import {
  defaultUsageQuery,
  MEASURES,
  serializeUsageQuery,
  USAGE_DEFAULTS,
  type UsageQuery,
} from '../jobs/usage-query'
import { type JobsQueryReading, type ParameterProblem, readJobsQuery, toProblem } from './jobs-query'

const groupBy = z
  .string()
  .transform((text) => readGroupBy(text.toLowerCase().split(',')))
  .refine((by) => by !== null)

/** The parameters of usage besides those of a list of jobs, each as its text. */
export const usageParameters = {
  group_by: groupBy,
  measure: z.enum(MEASURES),
  tz: z.string().refine(isZone),
} as const

export type UsageQueryReading = Omit<JobsQueryReading, 'query'> & {
  query: UsageQuery
  /** Whether the query string is the one form of its view. */
  canonical: boolean
}

/**
 * Reads a query string of usage: that of a list of jobs, with `deleted=include` as its default, and how to add up. Page
 * and order are checked and then left out. `now` and `hasSources` as in `readJobsQuery`.
 */
export function readUsageQuery(params: URLSearchParams, now: number, hasSources = false): UsageQueryReading {
  const { query: jobs, problems, refresh } = readJobsQuery(params, { ...USAGE_DEFAULTS, hasSources }, now)
  const standard = defaultUsageQuery()
  const { page_no, page_size, sort } = standard.jobs

  const read = <Value>(
    parameter: keyof typeof usageParameters,
    schema: z.ZodType<Value>,
    expected: ParameterProblem['expected']['key'],
  ): Value | null => {
    const given = params.getAll(parameter).filter((value) => value !== '')
    const parsed = schema.safeParse(given[0])
    if (given.length === 1 && parsed.success) return parsed.data
    if (given.length > 0)
      problems.push(toProblem(parameter, given.join(', '), given.length > 1 ? 'once' : expected))
    return null
  }

  const query: UsageQuery = {
    jobs: { ...jobs, page_no, page_size, sort },
    ...(read('group_by', usageParameters.group_by, 'groupBy') ?? {
      period: standard.period,
      group: standard.group,
    }),
    measure: read('measure', usageParameters.measure, 'measure') ?? standard.measure,
    tz: read('tz', usageParameters.tz, 'tz') ?? standard.tz,
  }
  const canonical = params.toString() === new URLSearchParams(serializeUsageQuery(query)).toString()
  return { query, problems, refresh, canonical }
}

/** One period, one group, or both in either order; `null` for anything else. */
function readGroupBy(parts: readonly string[]): Pick<UsageQuery, 'period' | 'group'> | null {
  const period = parts.find((part): part is PeriodUnit => PERIOD_UNITS.some((unit) => unit === part)) ?? null
  const group = parts.find((part): part is UsageGroup => USAGE_GROUPS.some((name) => name === part)) ?? null
  const known = [period, group].filter((part) => part !== null).length
  return known > 0 && known === parts.length ? { period, group } : null
}
