import { z } from 'zod'

/** `GET /api/ready` once the mirror can answer; before that 503 with an `ErrorAnswer` that says why. */
export const readyAnswer = z.object({ status: z.literal('ready') })
