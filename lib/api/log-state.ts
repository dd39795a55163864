import { z } from 'zod'

const count = z.int().min(0)

/** How true what is told of a job's log (or of its checkpoints) is. */
export const logState = z.object({
  read_at: z.string().nullable().describe('When DashScope last answered; ISO 8601, UTC'),
  total: count.describe('Lines (or checkpoints) that DashScope counts'),
  read: count.describe('Those that have been read; fewer than the total while a long log is being read'),
  final: z.boolean().describe('The job is over, and all of it is kept for good'),
  stale: z.boolean().describe('The last question for it failed'),
  error: z
    .object({ code: z.string(), message: z.string(), request_id: z.string().optional() })
    .optional()
    .describe("Why; request_id is DashScope's own"),
})

export type LogState = z.infer<typeof logState>
