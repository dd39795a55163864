import { z } from 'zod'

/** Every answer that is no success: DashScope's own form, with its HTTP status. */
export const errorAnswer = z.object({
  /** A code of the catalogue, or one that DashScope sent and the catalogue lacks. */
  code: z.string(),
  request_id: z.string(),
  message: z.string(),
  /** DashScope's own id of the call that failed, for its support. */
  upstream_request_id: z.string().optional(),
})

export type ErrorAnswer = z.infer<typeof errorAnswer>
