import { z } from 'zod'
import { cost } from './cost'
import { mirrorState } from './mirror-state'

const count = z.int().min(0)
const time = z.string().describe('ISO 8601, UTC')

const figures = {
  jobs: count,
  usage: z.number().describe('Tokens'),
  usage_unknown: count.describe('Jobs of which no tokens are told'),
  duration_seconds: z.number().describe('end_time minus create_time of ended jobs'),
  deleted_jobs: count.describe('Jobs among them that DashScope no longer lists'),
  by_status: z.record(z.string(), count),
  cost,
}

const value = z.string().nullable().optional()

/** `GET /api/v1/usage` */
export const usageAnswer = z.object({
  request_id: z.string(),
  output: z.object({
    tz: z.string().describe('IANA zone of the periods'),
    group_by: z.array(z.string()),
    groups: z.array(
      z.object({
        period: z
          .string()
          .nullable()
          .optional()
          .describe(
            'A day (2026-11-23), the Monday of a week, or a month (2026-11); null where jobs have no create_time',
          ),
        period_from: time.optional(),
        period_to: time.optional().describe('Excluded'),
        model: value,
        creator: value,
        training_type: value,
        status: value,
        name: z.string().optional().describe('What people call the creator'),
        ...figures,
      }),
    ),
    totals: z.object(figures),
    before: z
      .object({ created_from: time, created_to: time, totals: z.object(figures) })
      .nullable()
      .describe('The period before the one asked for, as long as it; null where that is open'),
  }),
  mirror: mirrorState,
})

export type UsageAnswer = z.infer<typeof usageAnswer>
