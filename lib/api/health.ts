import { z } from 'zod'

/** `GET /api/health`: 200 while the process serves. */
export const healthAnswer = z.object({ status: z.literal('ok') })
