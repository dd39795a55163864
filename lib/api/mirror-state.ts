import { z } from 'zod'

const count = z.int().min(0)

/** How true the answer is. */
export const mirrorState = z.object({
  synced_at: z.string().nullable().describe('When DashScope last answered; ISO 8601, UTC; null before that'),
  complete: z.boolean().describe('Whether the whole account has been read'),
  stale: z.boolean().describe('Whether the last call failed or a refresh that was due has not come'),
  jobs: count.describe('Jobs in the mirror'),
  sweep: z
    .object({ seen: count, total: count })
    .optional()
    .describe('How far the first reading of the whole account has come'),
  store: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .describe('What is wrong with the database'),
  error: z
    .object({ code: z.string(), message: z.string(), request_id: z.string().optional() })
    .optional()
    .describe("The last error of DashScope; request_id is DashScope's own"),
})

export type MirrorState = z.infer<typeof mirrorState>
