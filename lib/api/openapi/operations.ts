import { z } from 'zod'
import { EXPORT_FORMATS } from '../../jobs/query'
import { healthAnswer } from '../health'
import { hyperParametersAnswer } from '../hyper-parameters'
import { jobAnswer } from '../job'
import { jobCheckpointsAnswer } from '../job-checkpoints'
import { jobLogsAnswer } from '../job-logs'
import { jobMetricsAnswer } from '../job-metrics'
import { jobsAnswer } from '../jobs'
import { LOG_WINDOW, type LogPlace } from '../log-query'
import { readyAnswer } from '../ready'
import { usageAnswer } from '../usage'
import { type ApiParameter, toQueryParameters } from './query-parameters'

/** One path of the API; all of them are read with GET (or HEAD). */
export type Operation = {
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly parameters: readonly ApiParameter[]
  /** What 200 answers: a named schema for JSON, else the media types of what comes. */
  readonly answer:
    | { readonly name: string; readonly schema: z.ZodType }
    | { readonly media: readonly string[] }
  /** Whether it answers 304 to a fitting `If-None-Match`. */
  readonly cached?: boolean
  /** Statuses of the errors that are its own; those that any path may have are added. */
  readonly errors: readonly number[]
}

const jobId: ApiParameter = {
  name: 'job_id',
  in: 'path',
  required: true,
  description: 'The id of a job; source:job_id where two accounts on the board have a job of one id.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,161}$' },
}

const exportFormat: ApiParameter = {
  name: 'format',
  in: 'query',
  description: 'csv (default), with a column for each field and hyper-parameter, or jsonl.',
  schema: { type: 'string', enum: EXPORT_FORMATS },
}

const groupBy: ApiParameter = {
  name: 'group_by',
  in: 'query',
  description:
    'A period (day, week, month) and a group (model, creator, training_type, status), parted by a comma; one of them may stand alone.',
  schema: { type: 'string' },
}

const zone: ApiParameter = {
  name: 'tz',
  in: 'query',
  description: 'The IANA time zone in which periods begin; default Asia/Shanghai.',
  schema: { type: 'string' },
}

function toLogParameter([name, { min, max, description }]: [string, LogPlace]): ApiParameter {
  return { name, in: 'query', description, schema: { type: 'integer', minimum: min, maximum: max } }
}

/** Every path of the API. A route of app/api that is missing here fails a test. */
export const OPERATIONS: readonly Operation[] = [
  {
    path: '/api/v1/fine-tunes',
    id: 'listJobs',
    summary: "Jobs that match, in DashScope's envelope, with totals and facets over all of them",
    parameters: toQueryParameters(),
    answer: { name: 'JobsAnswer', schema: jobsAnswer },
    cached: true,
    errors: [400, 503],
  },
  {
    path: '/api/v1/fine-tunes/{job_id}',
    id: 'getJob',
    summary: 'One job, with every field that DashScope sent',
    parameters: [jobId],
    answer: { name: 'JobAnswer', schema: jobAnswer },
    errors: [404, 409, 429, 503],
  },
  {
    path: '/api/v1/fine-tunes/{job_id}/logs',
    id: 'getJobLogs',
    summary: "Lines of a job's log, by offset and line or by page_no and page_size",
    parameters: [jobId, ...Object.entries(LOG_WINDOW).map(toLogParameter)],
    answer: { name: 'JobLogsAnswer', schema: jobLogsAnswer },
    cached: true,
    errors: [404, 409, 429, 503],
  },
  {
    path: '/api/v1/fine-tunes/{job_id}/checkpoints',
    id: 'getJobCheckpoints',
    summary: "A job's checkpoints, with every field that DashScope sent",
    parameters: [jobId],
    answer: { name: 'JobCheckpointsAnswer', schema: jobCheckpointsAnswer },
    cached: true,
    errors: [404, 409, 429, 503],
  },
  {
    path: '/api/v1/fine-tunes/{job_id}/metrics',
    id: 'getJobMetrics',
    summary: "The numbers of a job's log: losses, learning rate and all others, by line",
    parameters: [jobId],
    answer: { name: 'JobMetricsAnswer', schema: jobMetricsAnswer },
    cached: true,
    errors: [404, 409, 429, 503],
  },
  {
    path: '/api/v1/fine-tunes/export',
    id: 'exportJobs',
    summary: 'Every job that matches, as a file with estimated costs and names; streamed',
    parameters: [exportFormat, ...toQueryParameters(['page_no', 'page_size', 'refresh'])],
    answer: { media: ['text/csv', 'application/jsonl'] },
    errors: [503],
  },
  {
    path: '/api/v1/usage',
    id: 'getUsage',
    summary: 'Jobs, tokens and estimated costs of what matches, by period and group',
    parameters: [groupBy, zone, ...toQueryParameters(['page_no', 'page_size', 'sort'])],
    answer: { name: 'UsageAnswer', schema: usageAnswer },
    cached: true,
    errors: [503],
  },
  {
    path: '/api/v1/hyper-parameters',
    id: 'listHyperParameters',
    summary: 'The hyper-parameters that the newest jobs declare, each with its most frequent values',
    parameters: [],
    answer: { name: 'HyperParametersAnswer', schema: hyperParametersAnswer },
    errors: [],
  },
  {
    path: '/api/health',
    id: 'getHealth',
    summary: 'Whether the process serves',
    parameters: [],
    answer: { name: 'HealthAnswer', schema: healthAnswer },
    errors: [],
  },
  {
    path: '/api/ready',
    id: 'getReady',
    summary: 'Whether the mirror can answer; 503 says why not',
    parameters: [],
    answer: { name: 'ReadyAnswer', schema: readyAnswer },
    errors: [503],
  },
  {
    path: '/api/openapi.json',
    id: 'getOpenApi',
    summary: 'This description',
    parameters: [],
    answer: { name: 'OpenApi', schema: z.looseObject({ openapi: z.string() }) },
    errors: [],
  },
  {
    path: '/feed.atom',
    id: 'getFeed',
    summary: 'Jobs that match, as an Atom feed',
    parameters: toQueryParameters(['refresh']),
    answer: { media: ['application/atom+xml'] },
    errors: [503],
  },
  {
    path: '/badge.svg',
    id: 'getBadge',
    summary: 'The status of what matches, as an image: of one job its own, of many how many run or failed',
    parameters: toQueryParameters(['refresh', 'page_no', 'page_size', 'sort']),
    answer: { media: ['image/svg+xml'] },
    errors: [503],
  },
  {
    path: '/metrics',
    id: 'getMetrics',
    summary: 'Figures in the text form of Prometheus',
    parameters: [],
    answer: { media: ['text/plain'] },
    errors: [],
  },
]
