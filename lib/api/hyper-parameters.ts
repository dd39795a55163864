import { z } from 'zod'

/** The hyper-parameters that occur in the newest jobs, most frequent first, each with its most frequent values. */
export const hyperParametersAnswer = z.object({
  request_id: z.string(),
  output: z.object({
    parameters: z.array(z.object({ name: z.string(), jobs: z.int(), values: z.array(z.string()) })),
  }),
})

export type HyperParametersAnswer = z.infer<typeof hyperParametersAnswer>
