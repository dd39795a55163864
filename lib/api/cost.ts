import { z } from 'zod'

const count = z.int().min(0)

/** What some jobs cost, by our estimate, and how many of them have no cost and why. */
export const cost = z
  .object({
    amounts: z
      .array(
        z.object({ currency: z.string(), amount: z.string().describe('A decimal number with every digit') }),
      )
      .describe('What the priced jobs cost, by currency; an estimate'),
    priced: count.describe('Jobs with a price'),
    not_billed: count.describe('Failed jobs'),
    pending: count.describe('Jobs that have not ended, or whose tokens are not told'),
    no_price: count.describe('Jobs of a model that has no price here, or that are billed otherwise'),
  })
  .meta({ id: 'UsageCost' })
