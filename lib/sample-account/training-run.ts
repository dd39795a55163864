import { type Job, toHyperParameters, toText } from '../jobs/job'
import { parseDashScopeTime } from '../jobs/time'
import { HOUR, MINUTE } from './beijing-time'
import type { Plan } from './plan'
import { hash, hashText } from './random'

/** How far a job's training is, from which its log and its checkpoints follow. Times: milliseconds since 1970 (UTC). */
export type TrainingRun = {
  readonly job_id: string
  readonly seed: number
  readonly status: string
  readonly base_model: string
  readonly training_type: string
  readonly startedAt: number
  /** When it ended or would end. */
  readonly endsAt: number
  /** 0 to 1. */
  readonly progress: number
  readonly epochs: number
  /** Tokens of the whole training. */
  readonly tokens: number
  /** The learning rate at its highest. */
  readonly rate: number
  /** Why it failed, or ''. */
  readonly error: string
  /** Lines of the complete log, and those that are there by now. */
  readonly lines: number
  readonly visibleLines: number
}

/** The lines before the training and after it. */
export const HEAD_LINES = 8
/** The lines of one whose data were refused. */
const CHECK_LINES = 3
export const END_LINES = 5

/** The training of a job as it is at a moment; `lines` is the length of its log when that is complete. */
export function toTrainingRun(job: Job, plan: Plan | null, now: number, lines?: number): TrainingRun {
  const seed = plan?.seed ?? hashText(job.job_id)
  const values = toHyperParameters(job)
  const status = toText(job.status)
  const createdAt = parseDashScopeTime(job.create_time ?? job.gmt_create) ?? now - HOUR
  const startedAt = plan?.startedAt ?? createdAt + 3 * MINUTE
  const endsAt = Math.max(plan?.endsAt ?? parseDashScopeTime(job.end_time) ?? now + HOUR, startedAt + 1)
  const progress = toProgress(status, plan, (now - startedAt) / (endsAt - startedAt))
  const complete = lines ?? 60 + (hash(seed, 3) % 600)
  const neverStarted =
    status === 'PENDING' || status === 'QUEUING' || (plan !== null && plan.endsAt <= plan.startedAt)
  return {
    job_id: job.job_id,
    seed,
    status,
    base_model: toText(job.base_model) || toText(job.model),
    training_type: toText(job.training_type),
    startedAt,
    endsAt,
    progress,
    epochs: plan?.epochs ?? (Number(values.n_epochs) || 3),
    tokens: Number(job.usage) || (plan ? plan.epochs * plan.epochTokens : 1_500_000),
    rate: Number(values.learning_rate) || 1e-5,
    error: status === 'FAILED' ? `${toText(job.code) || 'InternalError'}: ${toText(job.message)}` : '',
    lines: complete,
    visibleLines: neverStarted ? 0 : toVisibleLines(status, progress, complete),
  }
}

function toProgress(status: string, plan: Plan | null, elapsed: number): number {
  if (status === 'SUCCEEDED') return 1
  const done = plan?.done ?? 0.4
  if (status !== 'RUNNING' && status !== 'CANCELING') return done
  return plan ? Math.min(Math.max(elapsed, 0), 1) * done : 0.5
}

function toVisibleLines(status: string, progress: number, lines: number): number {
  if (status === 'SUCCEEDED') return lines
  const trained = Math.floor(progress * Math.max(0, lines - HEAD_LINES - END_LINES))
  const end = status === 'FAILED' || status === 'CANCELED' ? 2 : 0
  return Math.min(lines, (trained === 0 && end > 0 ? CHECK_LINES : HEAD_LINES + trained) + end)
}
