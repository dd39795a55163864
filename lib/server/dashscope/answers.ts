import 'server-only'
import { z } from 'zod'
import type { Job } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import { toBadAnswer, toRequestId, toSaidError } from './faults'
import { parseJson } from './json-text'
import { type Redact, redactJson } from './redact'
import { UpstreamError } from './upstream-error'

export type JobsPage = {
  readonly request_id: string | null
  /** Jobs a page holds, where DashScope said it. */
  readonly page_size: number | null
  /** Jobs in the account (or of the asked model); `null` where DashScope did not say. */
  readonly total: number | null
  readonly jobs: readonly Job[]
  /** Entries that are no job: no object, or without an id. */
  readonly unreadable: number
}

export type JobLogs = {
  readonly request_id: string | null
  readonly total: number | null
  /** Lines as sent; mostly strings, sometimes objects. */
  readonly logs: readonly Json[]
}

export type JobCheckpoints = {
  readonly request_id: string | null
  readonly checkpoints: readonly { readonly [field: string]: Json }[]
}

type Fields = { [field: string]: Json }

const json = z.custom<Json>((value) => value !== undefined)
const fields = z.custom<Fields>(isFields)
const count = z
  .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(0))
  .nullable()
  .catch(null)
const list = z.array(json)
const jobsOutput = z.object({ total: count, page_size: count, jobs: list.nullish() })
const logsOutput = z.object({ total: count, logs: list.nullish() })
const checkpointsOutput = z.union([
  list,
  z.object({ checkpoints: list }).transform((output) => output.checkpoints),
])
const jobId = z.union([z.string().min(1), z.number().transform(String)])

/** Reads an answer to `GET /fine-tunes`, job by job: a job of odd types is kept as it came. */
export function toJobsPage(text: string, redact: Redact): JobsPage {
  const { output, request_id } = toOutput(text, redact)
  const page = jobsOutput.safeParse(output)
  // Serialisers that leave out empty lists leave out `jobs` too; with a total above 0 that is no answer.
  if (!page.success || (!page.data.jobs && page.data.total !== 0))
    throw toBadAnswer('The answer to the list of jobs holds no list of jobs.', request_id)
  const entries = page.data.jobs ?? []
  const jobs = entries.flatMap((entry) => toJob(entry) ?? [])
  if (entries.length > 0 && jobs.length === 0)
    throw toBadAnswer('No entry in the list of jobs is a job.', request_id)
  return {
    request_id,
    page_size: page.data.page_size,
    total: page.data.total,
    jobs,
    unreadable: entries.length - jobs.length,
  }
}

/** Reads an answer to `GET /fine-tunes/{job_id}`. */
export function toOneJob(text: string, asked: string, redact: Redact): Job {
  const { output, request_id } = toOutput(text, redact)
  const job = isFields(output) ? toJob({ job_id: asked, ...output }) : null
  if (job?.job_id !== redact(asked))
    throw toBadAnswer('The answer to the question for a job is not that job.', request_id)
  return job
}

/** Reads an answer to `GET /fine-tunes/{job_id}/logs`. */
export function toJobLogs(text: string, redact: Redact): JobLogs {
  const { output, request_id } = toOutput(text, redact)
  const logs = logsOutput.safeParse(output)
  if (!logs.success || (!logs.data.logs && logs.data.total !== 0))
    throw toBadAnswer('The answer to the question for a log holds no lines.', request_id)
  return { request_id, total: logs.data.total, logs: logs.data.logs ?? [] }
}

/** Reads an answer to `GET /fine-tunes/{job_id}/checkpoints`, in any of the three forms that are about. */
export function toJobCheckpoints(text: string, redact: Redact): JobCheckpoints {
  const { output, request_id } = toOutput(text, redact)
  const checkpoints = checkpointsOutput.safeParse(output)
  if (!checkpoints.success)
    throw toBadAnswer('The answer to the question for checkpoints holds no list.', request_id)
  return { request_id, checkpoints: checkpoints.data.filter(isFields) }
}

/** A job with a usable id, or `null`. A number as id becomes its text; nothing else is touched. */
function toJob(entry: Json): Job | null {
  if (!isFields(entry)) return null
  const id = jobId.safeParse(entry.job_id)
  if (!id.success) return null
  return { ...entry, job_id: id.data }
}

function toOutput(text: string, redact: Redact): { output: Json; request_id: string | null } {
  const envelope = fields.safeParse(toCleanJson(text, redact))
  if (!envelope.success) throw toBadAnswer('The answer is no JSON object.')
  const answer = envelope.data
  const output = answer.output ?? answer.data ?? (answer.checkpoints ? answer : null)
  const request_id = toRequestId(answer.request_id)
  if (output !== null && typeof output === 'object') return { output, request_id }
  const said = toSaidError(answer)
  if (said) throw new UpstreamError({ ...said, kind: 'http', httpStatus: 200 })
  throw toBadAnswer('The answer holds no output.', request_id)
}

/** Parses an answer and takes the key out of it, should the upstream have echoed it. */
function toCleanJson(text: string, redact: Redact): Json {
  let value: Json
  try {
    value = parseJson(text)
  } catch {
    throw toBadAnswer(
      text.trim() === ''
        ? 'The answer is empty.'
        : text.trimStart().startsWith('<')
          ? 'The answer is a web page in place of JSON.'
          : 'The answer is no JSON.',
    )
  }
  // Walking every string of every answer costs; the key can only be in it when the text shows it, or hides it in
  // escapes of plain ASCII.
  return HIDDEN_ASCII.test(text) || redact(text) !== text ? redactJson(value, redact) : value
}

const HIDDEN_ASCII = /\\u00[2-7]|\\\//i

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
