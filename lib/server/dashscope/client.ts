import 'server-only'
import type { Logger } from 'pino'
import type { Job } from '@/lib/jobs/job'
import {
  type JobCheckpoints,
  type JobLogs,
  type JobsPage,
  toJobCheckpoints,
  toJobLogs,
  toJobsPage,
  toOneJob,
} from './answers'
import { isJobId } from './job-id'
import { createRedactor, type Redact } from './redact'
import { createTransport, DEFAULT_LIMITS, type Limits } from './transport'
import { UpstreamError } from './upstream-error'

export type ClientSettings = {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly key: string
  readonly workspace: string | null
  /** Keys of other accounts, which nothing that this one says may tell either. */
  readonly otherKeys?: readonly string[]
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly limits?: Partial<Limits>
}

export type ListQuery = {
  readonly page_no: number
  /** 1 to 100. */
  readonly page_size: number
  readonly model?: string | undefined
}

/** `offset` lines are left out, at most `line` (1 to 1000) given. */
type LogsQuery = { readonly offset: number; readonly line: number }

/**
 * The calls to DashScope that the board makes; there are no others. Each makes one attempt and throws
 * {@link UpstreamError} when it fails.
 */
export type DashScopeClient = {
  /** `attempt`: the how manieth of this question it is, for the log. */
  listJobs(query: ListQuery, signal?: AbortSignal, attempt?: number): Promise<JobsPage>
  getJob(job_id: string, signal?: AbortSignal): Promise<Job>
  getLogs(job_id: string, query: LogsQuery, signal?: AbortSignal): Promise<JobLogs>
  getCheckpoints(job_id: string, signal?: AbortSignal): Promise<JobCheckpoints>
  /** Ends all connections. */
  close(): Promise<void>
}

type Params = Readonly<Record<string, string | number | undefined>>

const USER_AGENT = 'tuneboard/0.1'

/** Makes the client: the only holder of the key, and the only one who calls DashScope. */
export function createDashScopeClient(settings: ClientSettings): DashScopeClient {
  const redact = createRedactor(settings.key, ...(settings.otherKeys ?? []))
  const transport = createTransport({ ...DEFAULT_LIMITS, ...settings.limits })
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'gzip, br',
    authorization: `Bearer ${settings.key}`,
    'user-agent': USER_AGENT,
    ...(settings.workspace ? { 'x-dashscope-workspace': settings.workspace } : {}),
  }

  async function call<T>(
    path: string,
    params: Params,
    read: (text: string) => T,
    signal: AbortSignal | undefined,
    attempt = 1,
  ): Promise<T> {
    const url = new URL(settings.baseUrl + path)
    for (const [name, value] of Object.entries(params))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const line = { path: redact(path), ...redactParams(params, redact), attempt }
    const startedAt = performance.now()
    try {
      const { text } = await transport.get(url, headers, signal)
      const answer = read(text)
      settings.log.info({ ...line, status: 200, ms: since(startedAt) }, 'DashScope answered')
      return answer
    } catch (thrown) {
      const error = toCleanError(thrown, redact)
      const { httpStatus: status, code, requestId: request_id } = error
      settings.log.warn({ ...line, status, ms: since(startedAt), code, request_id }, 'DashScope failed')
      throw error
    }
  }

  return {
    async listJobs({ page_no, page_size, model }, signal, attempt) {
      const read = (text: string) => toJobsPage(text, redact)
      const page = await call('/fine-tunes', { page_no, page_size, model }, read, signal, attempt)
      if (page.unreadable > 0)
        settings.log.warn(
          { page_no, page_size, unreadable: page.unreadable },
          'a page holds entries without id',
        )
      return page
    },
    getJob: async (job_id, signal) =>
      call(toJobPath(job_id), {}, (text) => toOneJob(text, job_id, redact), signal),
    getLogs: async (job_id, { offset, line }, signal) =>
      call(`${toJobPath(job_id)}/logs`, { offset, line }, (text) => toJobLogs(text, redact), signal),
    getCheckpoints: async (job_id, signal) =>
      call(`${toJobPath(job_id)}/checkpoints`, {}, (text) => toJobCheckpoints(text, redact), signal),
    close: () => transport.close(),
  }
}

function toJobPath(job_id: string): string {
  if (isJobId(job_id)) return `/fine-tunes/${encodeURIComponent(job_id)}`
  throw new UpstreamError({ kind: 'not-sent', code: 'InvalidParameter', message: 'This is no id of a job.' })
}

/** Errors leave the client without the key; what is no upstream error is a mistake of ours, and may hold anything. */
function toCleanError(thrown: unknown, redact: Redact): UpstreamError {
  if (!(thrown instanceof UpstreamError))
    return new UpstreamError({ kind: 'bad-answer', code: 'BadAnswer', message: 'The answer cannot be read.' })
  return new UpstreamError({
    kind: thrown.kind,
    code: redact(thrown.code),
    message: redact(thrown.message),
    httpStatus: thrown.httpStatus,
    requestId: thrown.requestId === null ? null : redact(thrown.requestId),
    retryAfterMs: thrown.retryAfterMs,
  })
}

function redactParams(params: Params, redact: Redact): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  )
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt)
}
