import type { DerivedFields, MirroredJob } from './job'
import type { Json } from './json'

/**
 * What `toMirroredJob` derives, as a text to be kept beside the job as sent: at a start of 100,000 jobs, those need not
 * be parsed. Grows whenever something else is derived than before; what stands under another number is derived anew.
 */
const VERSION = 1

type Writable<T> = { -readonly [field in keyof T]: T[field] }

/** Nothing else than ASCII is written: so many texts of it are parsed in a third of the time. */
const NOT_ASCII = /[\u0080-\uffff]/g

/** A JSON array, all ASCII: the version, then the fields. The counterpart of {@link parseDerived}. */
export function serializeDerived(entry: MirroredJob): string {
  const text = JSON.stringify([
    VERSION,
    entry.job_id,
    entry.job_name,
    entry.status,
    entry.base_model,
    entry.model,
    entry.training_type,
    entry.creator,
    entry.usage,
    entry.createdAt,
    entry.endedAt,
    entry.durationSeconds,
  ] satisfies Json[])
  return text.replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The fields of a parsed text; `null` where it is of another version, or none of ours. */
export function parseDerived(parsed: Json | undefined): Writable<DerivedFields> | null {
  if (!Array.isArray(parsed) || parsed[0] !== VERSION) return null
  const [, job_id, job_name, status, base_model, model, training_type, creator, ...numbers] = parsed
  const [usage, createdAt, endedAt, durationSeconds] = numbers
  if (
    isText(job_id) &&
    isText(job_name) &&
    isText(status) &&
    isText(base_model) &&
    isText(model) &&
    isText(training_type) &&
    isText(creator) &&
    isNumber(usage) &&
    isNumber(createdAt) &&
    isNumber(endedAt) &&
    isNumber(durationSeconds)
  )
    return {
      job_id,
      job_name,
      status,
      base_model,
      model,
      training_type,
      creator,
      usage,
      createdAt,
      endedAt,
      durationSeconds,
    }
  return null
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string'
}

function isNumber(value: Json | undefined): value is number | null {
  return value === null || typeof value === 'number'
}
