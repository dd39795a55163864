import { type Job, toText } from '../jobs/job'
import type { Json } from '../jobs/json'
import { formatBeijingTime, MINUTE } from './beijing-time'
import { ACCOUNT_ID, WORKSPACE_ID } from './people'
import type { Random } from './random'
import { toUuid } from './random'

/** Changes to a job; `undefined` takes a field away. */
export type Fields = { readonly [field: string]: Json | undefined }

/** A whole job around the fields that a test cares about, created at `createdAt` (milliseconds since 1970, UTC). */
export function toGivenJob(fields: Fields, job_id: string, createdAt: number, random: Random): Job {
  const status = toText(fields.status) || 'PENDING'
  const model = toText(fields.model) || 'qwen3-14b'
  const ended = status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELED'
  const job: Job = {
    job_id,
    job_name: job_id,
    status,
    ...(status === 'SUCCEEDED' ? { finetuned_output: `${model}-suffix-${job_id}` } : {}),
    model,
    base_model: model,
    training_file_ids: [toUuid(random)],
    validation_file_ids: [],
    hyper_parameters: {},
    training_type: 'sft',
    create_time: formatBeijingTime(createdAt),
    workspace_id: WORKSPACE_ID,
    user_identity: ACCOUNT_ID,
    modifier: ACCOUNT_ID,
    creator: ACCOUNT_ID,
    ...(ended ? { end_time: formatBeijingTime(createdAt + 20 * MINUTE) } : {}),
    group: 'llm',
  }
  return withFields(job, fields)
}

/** A job with fields set or taken away; the job itself stays as it is. */
export function withFields(job: Job, fields: Fields): Job {
  const changed: Job = { ...job }
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) delete changed[field]
    else changed[field] = value
  }
  return changed
}
