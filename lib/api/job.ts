import { z } from 'zod'
import type { Job } from '../jobs/job'
import { type Derived, derived } from './derived'
import { type MirrorState, mirrorState } from './mirror-state'

/**
 * A job with every field that DashScope sent, unknown ones too, and equal values. Only `deleted_at` is ours. Checking
 * makes a copy with other key order: send what was checked, not what the check gave back.
 */
export const job = z
  .looseObject({
    job_id: z.string(),
    deleted_at: z.unknown().optional().describe('When DashScope no longer listed it; ISO 8601, UTC'),
  })
  .meta({ id: 'Job', description: 'A fine-tune job, with every field that DashScope sent' })

/** `GET /api/v1/fine-tunes/{job_id}` */
export const jobAnswer = z.object({
  request_id: z.string(),
  output: job,
  source: z.string().optional().describe('Whose job it is, where the board shows several accounts'),
  derived,
  mirror: mirrorState,
})

export type JobAnswer = {
  request_id: string
  output: Job
  source?: string
  derived: Derived
  mirror: MirrorState
}
