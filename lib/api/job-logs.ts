import { z } from 'zod'
import type { Json } from '../jobs/json'
import { logState } from './log-state'
import { mirrorState } from './mirror-state'

/** `GET /api/v1/fine-tunes/{job_id}/logs`: DashScope's envelope, and how true it is besides. */
export const jobLogsAnswer = z.object({
  request_id: z.string(),
  output: z.object({
    total: z.int().min(0).describe('Lines of the whole log'),
    logs: z.array(z.custom<Json>((value) => value !== undefined)).describe('Lines as sent, mostly texts'),
  }),
  log: logState,
  mirror: mirrorState,
})

export type JobLogsAnswer = z.infer<typeof jobLogsAnswer>
