import { z } from 'zod'
import { COST_STATES } from '../jobs/price'
import { logFigures } from './log-figures'

/** What a job cost by its tokens and the published price: Tuneboard's own, not DashScope's. */
const jobCost = z
  .object({
    state: z.enum(COST_STATES).describe('Why it has a cost or none'),
    amount: z.string().optional().describe('A decimal number with every digit'),
    currency: z.string().optional(),
  })
  .meta({ id: 'JobCost', description: 'An estimate, not a bill' })

/**
 * What the board makes of a job beside what DashScope sent: what it cost, the figures of its log once that has been read
 * to its end, and while it runs what the log let expect.
 */
export const derived = logFigures
  .partial()
  .extend({
    cost: jobCost,
    outlook: z
      .object({ started_at: z.iso.datetime(), expected_end_at: z.iso.datetime() })
      .optional()
      .describe(
        'When the training of a running job began and would end at its pace so far, as its log said when it was last read',
      ),
  })
  .meta({ id: 'Derived' })

export type Derived = z.infer<typeof derived>
