import { expect, it } from 'vitest'
import { parseTrainingLog } from '../jobs/training-log'
import { type Checkpoint, type JobCheckpointsAnswer, jobCheckpointsAnswer } from './job-checkpoints'
import { type JobLogsAnswer, jobLogsAnswer } from './job-logs'
import { type JobMetricsAnswer, jobMetricsAnswer } from './job-metrics'
import type { LogState } from './log-state'

const log: LogState = { read_at: '2026-01-15T08:00:00.000Z', total: 2, read: 2, final: true, stale: false }
const mirror = { synced_at: null, complete: true, stale: false, jobs: 1 }

it('takes what DashScope sends, whatever its lines are', () => {
  const output = { total: 2, logs: ["{'loss': nan}", { message: 'x' }] }
  const answer: JobLogsAnswer = { request_id: 'r', output, log, mirror }
  expect(jobLogsAnswer.safeParse(answer).success).toBe(true)
  const checkpoints: Checkpoint[] = [{ checkpoint: 'checkpoint-10', step: '10', of_later_days: [1] }]
  const list: JobCheckpointsAnswer = { request_id: 'r', output: checkpoints, log, mirror }
  expect(jobCheckpointsAnswer.parse(list).output).toEqual(checkpoints)
})

it('takes every number that a log can hold, and nothing else', () => {
  const output = parseTrainingLog(["{'loss': nan, 'x/y': 1e-7}", "{'train_runtime': 1.5}", "{'cut"])
  const answer: JobMetricsAnswer = { request_id: 'r', output, log, mirror }
  expect(jobMetricsAnswer.parse(answer).output).toEqual(output)
  const bad = { ...output, points: [{ line: 1, loss: 'nan' }] }
  expect(jobMetricsAnswer.safeParse({ request_id: 'r', output: bad, log, mirror }).success).toBe(false)
})
