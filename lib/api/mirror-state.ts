import { z } from 'zod'

const count = z.int().min(0)

const error = z.object({ code: z.string(), message: z.string(), request_id: z.string().optional() })

const sweep = z.object({ seen: count, total: count })

/** How true the answer is. */
export const mirrorState = z.object({
  synced_at: z.string().nullable().describe('When DashScope last answered; ISO 8601, UTC; null before that'),
  complete: z.boolean().describe('Whether the whole account has been read'),
  stale: z.boolean().describe('Whether the last call failed or a refresh that was due has not come'),
  jobs: count.describe('Jobs in the mirror'),
  sweep: sweep.optional().describe('How far the first reading of the whole account has come'),
  store: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .describe('What is wrong with the database'),
  error: error.optional().describe("The last error of DashScope; request_id is DashScope's own"),
  sources: z
    .array(
      z.object({
        name: z.string(),
        synced_at: z.string().nullable(),
        complete: z.boolean(),
        stale: z.boolean(),
        jobs: count,
        sweep: sweep.optional(),
        error: error.optional(),
      }),
    )
    .optional()
    .describe('The same of each account that was asked for, where the board shows several'),
})

export type MirrorState = z.infer<typeof mirrorState>
