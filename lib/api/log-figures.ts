import { z } from 'zod'

const value = z.number().nullable()

/** What the log of an ended job comes to: Tuneboard's own, not DashScope's. */
export const logFigures = z
  .object({
    best_eval_loss: value.describe('The lowest eval_loss'),
    final_loss: value.describe('The last loss of the training'),
    steps: value.describe('The highest step, or how many lines tell a training loss'),
  })
  .meta({ id: 'LogFigures' })
