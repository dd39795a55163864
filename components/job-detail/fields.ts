import type { Job } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'

/**
 * The fields of a job that DashScope documents, by what a reader asks. The messages `field.*` name and explain them.
 * Source: "Query a fine-tuning job", DashScope API reference.
 */
export const FIELD_GROUPS = {
  model: ['finetuned_output', 'model_name', 'base_model', 'model', 'training_type', 'group'],
  cost: ['usage', 'output_cnt', 'max_output_cnt'],
  times: ['create_time', 'end_time', 'gmt_create', 'gmt_modified'],
  data: ['training_file_ids', 'validation_file_ids', 'training_datasets', 'validation_datasets'],
  account: ['creator', 'modifier', 'user_identity', 'workspace_id'],
  record: ['job_id', 'job_name', 'jobs_name', 'status', 'code', 'message'],
} as const

export type FieldGroup = keyof typeof FIELD_GROUPS
export type KnownField = (typeof FIELD_GROUPS)[FieldGroup][number]
export type Field = { readonly name: string; readonly value: Json }

/** Shown by a part of their own, or ours. */
const ELSEWHERE = new Set(['hyper_parameters', 'deleted_at'])
const KNOWN = new Set<string>(Object.values(FIELD_GROUPS).flat())

/** The fields of a group that the job has, in the group's order; one sent as `null` is one that says so. */
export function selectFields(job: Job, group: FieldGroup): { name: KnownField; value: Json }[] {
  return FIELD_GROUPS[group].flatMap((name) => {
    const value = job[name]
    return value === undefined ? [] : [{ name, value }]
  })
}

/** What DashScope sent and nobody documents, in its own order. */
export function selectUnknownFields(job: Job): Field[] {
  return Object.entries(job).flatMap(([name, value]) =>
    KNOWN.has(name) || ELSEWHERE.has(name) || value === undefined ? [] : [{ name, value }],
  )
}
