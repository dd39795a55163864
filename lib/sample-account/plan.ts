import type { Job } from '../jobs/job'

export type Outcome = 'SUCCEEDED' | 'FAILED' | 'CANCELED'

/** A peculiarity of one job, applied last. */
export type Side = {
  readonly name: string
  readonly fits: (plan: Plan) => boolean
  readonly apply: (job: Job, plan: Plan) => void
  /** In exactly one job, however many there are. */
  readonly once?: true
}

/**
 * A job's whole life, decided in advance: from it and a moment everything that DashScope would say follows. Times
 * are milliseconds since 1970 (UTC).
 */
export type Plan = {
  readonly job_id: string
  /** What its details are drawn from. */
  readonly seed: number
  readonly createdAt: number
  readonly queuedAt: number
  readonly startedAt: number
  readonly endsAt: number
  readonly outcome: Outcome
  /** How much of the training is done at its end, 0 to 1. */
  readonly done: number
  readonly slug: string
  readonly creator: string
  readonly job_name: string
  readonly base_model: string
  /** A base model, or the output of an earlier job. */
  readonly model: string
  readonly training_type: string
  readonly epochs: number
  /** Tokens of one epoch. */
  readonly epochTokens: number
  /** It carries `finetuned_output` before it has succeeded. */
  readonly earlyOutput: boolean
  side: Side | null
}

/** The id of the model that a job makes. Source: "List fine-tuning jobs", DashScope API reference, its example. */
export function toOutput(plan: Pick<Plan, 'base_model' | 'slug' | 'job_id'>): string {
  return `${plan.base_model}-${plan.slug}-${plan.job_id}`
}

/** A job's status at a moment; one that is canceled while it runs is `CANCELING` for its last seconds. */
export function toStatus(plan: Plan, now: number): string {
  if (now >= plan.endsAt) return plan.outcome
  if (plan.outcome === 'CANCELED' && now >= plan.endsAt - 15_000) return 'CANCELING'
  if (now < plan.queuedAt) return 'PENDING'
  return now < plan.startedAt ? 'QUEUING' : 'RUNNING'
}
