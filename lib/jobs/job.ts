import type { Json } from './json'
import type { LogFigures } from './log-figures'
import type { Outlook } from './outlook'
import { parseDashScopeTime } from './time'

/**
 * A fine-tune job as DashScope sent it, untouched. Only `job_id` is certain; every other field may be absent,
 * of another type than documented, or unknown to us. Source: "List fine-tuning jobs", DashScope API reference.
 */
export type Job = { job_id: string } & { [field: string]: Json | undefined }

/**
 * A job in the mirror: the job as sent, and beside it what is derived once, when it enters.
 * Times are milliseconds since 1970 (UTC); `null` is "not said", never 0.
 */
export type MirroredJob = {
  /** May be parsed anew at each access: take it once. */
  readonly job: Job
  readonly job_id: string
  /** The name of its account, only where the board shows several. */
  readonly source?: string
  /** `job_name`, or the id where there is none. */
  readonly job_name: string
  /** In upper case; `UNKNOWN` where none was sent. */
  readonly status: string
  /** `base_model`, or `model` where there is none, or ''. */
  readonly base_model: string
  readonly model: string
  readonly training_type: string
  readonly creator: string
  /** Tokens. */
  readonly usage: number | null
  readonly createdAt: number | null
  readonly endedAt: number | null
  /** `end_time` minus `create_time` of an ended job, in whole seconds. */
  readonly durationSeconds: number | null
  /** When two whole sweeps had missed it; `null` while DashScope lists it. */
  readonly deletedAt: number | null
  /** What its log comes to; `null` until that has been read to the end of an ended job. */
  readonly log: LogFigures | null
  /** Only of a running job, and only where its log was read while it ran. */
  readonly outlook?: Outlook
}

/** What is derived of a job alone; a new field of it also goes into `derived-text.ts`. */
export type DerivedFields = Omit<MirroredJob, 'job' | 'source' | 'deletedAt' | 'log' | 'outlook'>

/** The text of a field, or '' where it is absent or no scalar. */
export function toText(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Hyper-parameters as sent; an empty object where none or no object came. */
export function toHyperParameters(job: Job): { [name: string]: Json } {
  const value = job.hyper_parameters
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

/** Derives what the mirror keeps beside a job; {@link DerivedFields} says what else must know a new field. */
export function toMirroredJob(
  job: Job,
  deletedAt: number | null = null,
  log: LogFigures | null = null,
  source?: string,
): MirroredJob {
  const createdAt = parseDashScopeTime(job.create_time ?? job.gmt_create)
  const endedAt = parseDashScopeTime(job.end_time)
  const model = toText(job.model)
  return {
    job,
    job_id: job.job_id,
    ...(source === undefined ? {} : { source }),
    job_name: toText(job.job_name) || toText(job.jobs_name) || job.job_id,
    status: toText(job.status).toUpperCase() || 'UNKNOWN',
    base_model: toText(job.base_model) || model,
    model,
    training_type: toText(job.training_type),
    creator: toText(job.creator),
    usage: toTokens(job.usage),
    createdAt,
    endedAt,
    durationSeconds:
      createdAt !== null && endedAt !== null ? Math.max(0, Math.floor((endedAt - createdAt) / 1000)) : null,
    deletedAt,
    log,
  }
}

function toTokens(value: Json | undefined): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null
  const tokens = Number(value)
  return Number.isFinite(tokens) ? tokens : null
}
