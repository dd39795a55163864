import type { Job } from '@/lib/jobs/job'

/** What the table shows of a job: the first answer carries no more, for it stands in the page beside the rows. */
const ROW_FIELDS = [
  'job_name',
  'jobs_name',
  'status',
  'base_model',
  'model',
  'training_type',
  'creator',
  'hyper_parameters',
  'create_time',
  'gmt_create',
  'end_time',
  'usage',
  'finetuned_output',
  'code',
  'message',
  'deleted_at',
] as const

/** The job with the fields that the table shows. */
export function selectRowFields(job: Job): Job {
  const fields = ROW_FIELDS.flatMap((name) => (job[name] === undefined ? [] : [[name, job[name]]]))
  return { job_id: job.job_id, ...Object.fromEntries(fields) }
}
