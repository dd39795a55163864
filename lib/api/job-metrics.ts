import { z } from 'zod'
import type { LogSummary, MetricPoint } from '../jobs/training-log'
import { logState } from './log-state'
import { mirrorState } from './mirror-state'

const value = z.number().nullable()

/** The numbers of one line of the log; `null` is what it says to be None, nan or inf. */
export const metricPoint = z
  .object({ line: z.int().min(1).describe('From 1, as the log view counts') })
  .catchall(value)
  .meta({ id: 'MetricPoint' })

export const logSummary = z.object({
  best_eval_loss: value.describe('The lowest eval_loss'),
  best_eval_line: value.describe('The line on which it stands first'),
  final_loss: value.describe('The last loss of the training that is a number'),
  steps: value.describe('The highest step, or how many lines tell a training loss'),
  max_steps: value.describe('Steps of the whole training, where the log says so'),
  epoch: value.describe('The highest epoch'),
  consumed_tokens: value,
  complete: z.boolean().describe('The log has come to its end, ##FT_COMPLETE##'),
  training: z
    .record(z.string(), value)
    .describe('What the trainer says at the end: train_runtime (seconds), …'),
})

/** `GET /api/v1/fine-tunes/{job_id}/metrics`: what the lines of the log that have been read say in numbers. */
export const jobMetricsAnswer = z.object({
  request_id: z.string(),
  output: z.object({
    points: z.array(metricPoint),
    summary: logSummary,
    skipped: z.int().min(0).describe('Lines that look like a dict and could not be read'),
  }),
  log: logState,
  mirror: mirrorState,
})

type Answer = z.infer<typeof jobMetricsAnswer>
export type JobMetricsAnswer = Omit<Answer, 'output'> & {
  output: { points: readonly MetricPoint[]; summary: LogSummary; skipped: number }
}
