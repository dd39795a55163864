import { z } from 'zod'
import type { Job } from '../jobs/job'
import { cost } from './cost'
import { derived } from './derived'
import { job } from './job'
import { mirrorState } from './mirror-state'

const count = z.int().min(0)

/** How often a value occurs among the jobs that match, with the filter on its own parameter off. */
export const facet = z.array(
  z.object({ value: z.string(), count, name: z.string().optional().describe('What people call it') }),
)

/** Over all jobs that match, not over the page. */
export const totals = z.object({
  jobs: count,
  usage: z.number().describe('Tokens'),
  duration_seconds: z.number().describe('end_time minus create_time of ended jobs'),
  by_status: z.record(z.string(), count),
})

/** `GET /api/v1/fine-tunes`: DashScope's envelope, and totals, facets and the state of the mirror besides. */
export const jobsAnswer = z.object({
  request_id: z.string(),
  output: z.object({
    page_no: z.int().min(1),
    page_size: z.int().min(1).max(100),
    total: count,
    jobs: z.array(job),
    sources: z
      .array(z.string())
      .optional()
      .describe('Where the board shows several accounts: whose each of the jobs is, in their order'),
    totals,
    cost: cost.describe('What all jobs that match cost, by our estimate'),
    next_end_at: z.iso
      .datetime()
      .optional()
      .describe(
        'When the first of the running jobs that match is expected to end, as far as their logs were read: an estimate',
      ),
    deleted_jobs: count.describe('Jobs that match but are left out, for DashScope no longer lists them'),
    derived: z
      .record(z.string(), derived)
      .describe(
        'By job_id (source:job_id where the board shows several accounts): what the jobs of this page cost, and what their logs come to',
      ),
    facets: z.object({
      status: facet,
      model: facet,
      training_type: facet,
      creator: facet,
      source: facet.optional(),
    }),
  }),
  mirror: mirrorState,
})

export type Facet = z.infer<typeof facet>
export type Totals = z.infer<typeof totals>
type Answer = z.infer<typeof jobsAnswer>
export type JobsAnswer = Omit<Answer, 'output'> & { output: Omit<Answer['output'], 'jobs'> & { jobs: Job[] } }
