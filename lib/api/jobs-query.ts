import { z } from 'zod'
import { isColumnName, toColumnNames } from '../jobs/column-names'
import { isCreatedRangeReversed, toCreatedBound } from '../jobs/created-range'
import {
  DELETED_CHOICES,
  defaultJobsQuery,
  FILTER_NAMES,
  isSort,
  type JobsQuery,
  type JobsQueryDefaults,
  SORT_FIELDS,
  serializeJobsQuery,
  toFilterValues,
} from '../jobs/query'

/** Longest `q`, in characters (code points). */
export const MAX_Q_LENGTH = 200

/** What a parameter takes: the key of its words in the message catalogue, and those words in English. */
export const EXPECTED = {
  pageNo: 'an integer of at least 1',
  pageSize: 'an integer from 1 to 100',
  date: 'a day (2026-11-23), an ISO 8601 time with zone (2026-11-23T16:53:53+08:00), today, or a time ago in hours or days (-24h, -7d)',
  range: 'a created_from that is not after created_to',
  q: `at most ${MAX_Q_LENGTH} characters`,
  sort: `one of ${SORT_FIELDS.join(', ')} or hp.NAME, with - before it for descending order`,
  deleted: `one of ${DELETED_CHOICES.join(', ')}`,
  columns: 'names of columns, parted by commas',
  refresh: 'true',
  once: 'one value, not several',
  groupBy:
    'day, week or month, and model, creator, training_type or status, parted by a comma; one may stand alone',
  measure: 'usage, cost, jobs or duration',
  tz: 'a time zone of the IANA database, such as Asia/Shanghai',
} as const

export type ExpectedKey = keyof typeof EXPECTED

const integer = (to: number) =>
  z.codec(z.string().regex(/^[0-9]+$/), z.int().min(1).max(to), {
    decode: Number,
    encode: String,
  })

const createdBound = z
  .string()
  .refine((value) => toCreatedBound(value) !== null)
  .overwrite((value) => toCreatedBound(value) ?? '')

const values = z.array(z.string())

/**
 * The one definition of the query string of page and API: of scalars as their text, of repeatable parameters as all
 * their texts. `z.toJSONSchema` of each describes the parameter.
 */
export const jobsParameters = {
  page_no: integer(Number.MAX_SAFE_INTEGER),
  page_size: integer(100),
  model: values,
  status: values,
  training_type: values,
  creator: values,
  source: values,
  created_from: createdBound,
  created_to: createdBound,
  q: z
    .string()
    .trim()
    .refine((value) => [...value].length <= MAX_Q_LENGTH),
  sort: z
    .string()
    .refine(isSort)
    .meta({ examples: [...SORT_FIELDS.flatMap((field) => [field, `-${field}`]), 'hp.learning_rate'] }),
  deleted: z.enum(DELETED_CHOICES),
  refresh: z.literal('true'),
} as const

/** A value that was set aside: the parameter, what it got, and what it takes. */
export type ParameterProblem = {
  parameter: keyof typeof jobsParameters | 'columns' | 'group_by' | 'measure' | 'tz'
  value: string
  expected: { key: ExpectedKey; text: string }
}

export type JobsQueryReading = {
  /** What could be read; the default stands for what is absent or set aside. */
  query: JobsQuery
  problems: ParameterProblem[]
  refresh: boolean
}

/**
 * Reads a query string as people and programs write it. An empty value is no value, an unknown parameter is ignored
 * (`source` is one where the board shows one account, and `view` is reserved), a scalar given twice is a bad value; only `q`
 * loses white space around it. `now` (ms since 1970, UTC) decides whether a relative `created_from` lies after
 * `created_to`; both are set aside then, for neither is known to be the right one.
 */
export function readJobsQuery(
  params: URLSearchParams,
  defaults: JobsQueryDefaults,
  now: number,
): JobsQueryReading {
  const query = defaultJobsQuery(defaults.page_size, defaults.deleted)
  const problems: ParameterProblem[] = []

  const read = <Value>(
    parameter: keyof typeof jobsParameters,
    schema: z.ZodType<Value>,
    expected: ExpectedKey,
    standard: Value,
  ): Value => {
    const given = params.getAll(parameter).filter((value) => value !== '')
    if (given.length === 0) return standard
    const parsed = schema.safeParse(given[0])
    if (given.length === 1 && parsed.success) return parsed.data
    problems.push(toProblem(parameter, given.join(', '), given.length > 1 ? 'once' : expected))
    return standard
  }

  for (const name of FILTER_NAMES)
    if (name !== 'source' || defaults.hasSources) query[name] = toFilterValues(name, params.getAll(name))
  query.page_no = read('page_no', jobsParameters.page_no, 'pageNo', query.page_no)
  query.page_size = read('page_size', jobsParameters.page_size, 'pageSize', query.page_size)
  query.created_from = read('created_from', jobsParameters.created_from, 'date', '')
  query.created_to = read('created_to', jobsParameters.created_to, 'date', '')
  query.q = read('q', jobsParameters.q, 'q', '')
  const sort = read<string>('sort', jobsParameters.sort, 'sort', query.sort)
  if (isSort(sort)) query.sort = sort
  query.deleted = read('deleted', jobsParameters.deleted, 'deleted', query.deleted)
  if (defaults.hasColumns) {
    const names = params.getAll('columns').flatMap((value) => value.split(',').filter(Boolean))
    const isKnown = (name: string) =>
      isColumnName(name) && (name !== 'source' || defaults.hasSources === true)
    query.columns = toColumnNames(names.filter(isKnown), defaults.hasSources)
    const unknown = names.filter((name) => !isKnown(name))
    if (unknown.length > 0) problems.push(toProblem('columns', unknown.join(', '), 'columns'))
  }
  const refresh = read<string>('refresh', jobsParameters.refresh, 'refresh', '') === 'true'

  if (isCreatedRangeReversed(query.created_from, query.created_to, now)) {
    problems.push(toProblem('created_from', query.created_from, 'range'))
    problems.push(toProblem('created_to', query.created_to, 'range'))
    query.created_from = ''
    query.created_to = ''
  }
  return { query, problems, refresh }
}

/**
 * Whether a query string is the one form of its view. A page asked for in another form is redirected to
 * `serializeJobsQuery(query, defaults)`, but only while there are no problems: the redirect would lose them. How
 * characters are encoded makes no other form, for servers in between re-encode.
 */
export function isCanonical(params: URLSearchParams, query: JobsQuery, defaults: JobsQueryDefaults): boolean {
  return params.toString() === new URLSearchParams(serializeJobsQuery(query, defaults)).toString()
}

/** The English message of a 400 `InvalidParameter`: for each parameter its name, what it got and what it takes. */
export function toInvalidParameterMessage(problems: readonly ParameterProblem[]): string {
  return problems
    .map(({ parameter, value, expected }) => `${parameter} got ${quote(value)} and takes ${expected.text}.`)
    .join(' ')
}

/** A parameter whose `value` was set aside; `key` says what it takes instead. */
export function toProblem(
  parameter: ParameterProblem['parameter'],
  value: string,
  key: ExpectedKey,
): ParameterProblem {
  return { parameter, value, expected: { key, text: EXPECTED[key] } }
}

/** A value may be a pasted page; the message holds its beginning. */
function quote(value: string): string {
  const characters = [...value]
  return JSON.stringify(characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : value)
}
