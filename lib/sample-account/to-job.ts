import type { Job } from '../jobs/job'
import { toBaseModel } from './base-models'
import { formatBeijingTime } from './beijing-time'
import { toFailure } from './failures'
import { toHyperParameters } from './hyper-parameters'
import { ACCOUNT_ID, WORKSPACE_ID } from './people'
import { type Plan, toOutput, toStatus } from './plan'
import { between, type Random, toRandom, toUuid } from './random'

/**
 * What DashScope would say of a planned job at a moment (milliseconds since 1970, UTC).
 * Source of fields and their order: "List fine-tuning jobs", DashScope API reference.
 */
export function toJob(plan: Plan, now: number): Job {
  const random = toRandom(plan.seed)
  const status = toStatus(plan, now)
  const job: Job = { job_id: plan.job_id, job_name: plan.job_name, status }
  if (status === 'SUCCEEDED' || plan.earlyOutput) job.finetuned_output = toOutput(plan)
  job.model = plan.model
  job.base_model = plan.base_model
  job.training_file_ids = toFileIds(random, 1 + Math.floor(random() * 1.4))
  job.validation_file_ids = toFileIds(random, random() < 0.3 ? 1 : 0)
  job.hyper_parameters = toHyperParameters(plan, random)
  // Drawn even when it is not said, so that what follows stays the same over a job's life.
  const failure = toFailure(toRandom(plan.seed + 1))
  if (status === 'FAILED') {
    job.code = failure.code
    job.message = failure.message
  } else if (status === 'CANCELED' && random() < 0.7) job.code = '1'
  job.training_type = plan.training_type
  job.create_time = formatBeijingTime(plan.createdAt)
  job.workspace_id = WORKSPACE_ID
  job.user_identity = ACCOUNT_ID
  job.modifier = plan.creator
  job.creator = plan.creator
  if (status === plan.outcome) job.end_time = formatBeijingTime(plan.endsAt)
  job.group = toBaseModel(plan.base_model).group
  if (status === 'SUCCEEDED') job.usage = plan.epochTokens * plan.epochs
  else if (status === 'CANCELED') job.usage = Math.round(plan.epochTokens * plan.epochs * plan.done)
  if (job.group === 'video') {
    job.max_output_cnt = 5
    job.output_cnt = status === 'SUCCEEDED' ? between(random, 1, 5) : 0
  }
  plan.side?.apply(job, plan)
  return job
}

function toFileIds(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => toUuid(random))
}
