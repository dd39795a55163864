import { z } from 'zod'
import { logState } from './log-state'
import { mirrorState } from './mirror-state'

/** A checkpoint with every field that DashScope sent. Times are written without a zone and are Beijing time. */
export const checkpoint = z.looseObject({
  checkpoint: z.unknown().optional(),
  checkpoint_id: z.unknown().optional(),
  full_name: z.unknown().optional(),
  model_name: z.unknown().optional().describe('Of the published model; absent before that'),
  status: z.unknown().optional().describe('PENDING, PROCESSING, SUCCEEDED, FAILED, UNSUPPORTED'),
  create_time: z.unknown().optional(),
  expire_time: z.unknown().optional(),
  step: z.unknown().optional(),
})

/** `GET /api/v1/fine-tunes/{job_id}/checkpoints`: DashScope's envelope, and how true it is besides. */
export const jobCheckpointsAnswer = z.object({
  request_id: z.string(),
  output: z.array(checkpoint),
  log: logState,
  mirror: mirrorState,
})

export type Checkpoint = z.infer<typeof checkpoint>
export type JobCheckpointsAnswer = z.infer<typeof jobCheckpointsAnswer>
