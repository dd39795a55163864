import { compareCodePoints } from './code-point-order'
import {
  type ColumnName,
  type HyperParameterField,
  isHyperParameterField,
  toColumnNames,
} from './column-names'

/** Fields that a list can be sorted by; `model` is the base model. */
export const SORT_FIELDS = [
  'create_time',
  'end_time',
  'duration',
  'usage',
  'job_name',
  'model',
  'status',
  'training_type',
  'creator',
  'best_eval_loss',
  'final_loss',
  'steps',
] as const

/** Whether jobs that DashScope no longer lists are left out, shown too, or shown alone. */
export const DELETED_CHOICES = ['exclude', 'include', 'only'] as const

/** What the jobs that match can be taken away as: values of `format` of an export. */
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const

export type KnownSortField = (typeof SORT_FIELDS)[number]
export type SortField = KnownSortField | HyperParameterField
/** A field in ascending order, or with `-` before it in descending order. */
export type Sort = SortField | `-${SortField}`
export type Deleted = (typeof DELETED_CHOICES)[number]
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What a list of jobs is asked for, as in the query string; '' and [] are "not set". */
export type JobsQuery = {
  page_no: number
  page_size: number
  model: string[]
  /** In upper case. */
  status: string[]
  training_type: string[]
  creator: string[]
  /** Names of accounts, where the board shows several. */
  source: string[]
  /** As written (see `created-range.ts`): relative ones are resolved at each answer. */
  created_from: string
  created_to: string
  q: string
  sort: Sort
  deleted: Deleted
  /** What the page's table shows, in order; [] are the usual ones. The API leaves it alone. */
  columns: ColumnName[]
}

/**
 * What differs by place: rows a page, 10 in the API and 50 on the page (0 has `page_size` always written), whether
 * deleted jobs count, which they do where usage is added up, and whether `columns` is read, which the API leaves alone.
 */
export type JobsQueryDefaults = {
  readonly page_size: number
  readonly deleted?: Deleted
  readonly hasColumns?: boolean
  /** Whether the board shows several accounts: else `source` means nothing. */
  readonly hasSources?: boolean
}

export type FilterName = 'model' | 'status' | 'training_type' | 'creator' | 'source'

/** Parameters that may be repeated, in the order in which they are written. */
export const FILTER_NAMES: readonly FilterName[] = ['model', 'status', 'training_type', 'creator', 'source']

/** The order in which scalars follow the filters; the page comes last, so that it is easy to edit by hand. */
const SCALAR_NAMES = [
  'created_from',
  'created_to',
  'q',
  'deleted',
  'sort',
  'columns',
  'page_no',
  'page_size',
] as const

const SORTS: ReadonlySet<string> = new Set(SORT_FIELDS.flatMap((field) => [field, `-${field}`]))

/** Characters that a query string may hold as they are, and which read better so. */
const READABLE = /%(?:2C|2F|3A|3D|40)/g

/** Whether this is a value of `sort`; any hyper-parameter's name will do. */
export function isSort(value: string): value is Sort {
  return SORTS.has(value) || isHyperParameterField(value.replace(/^-/, ''))
}

/** Whether this is a value of `deleted`. */
export function isDeleted(value: string): value is Deleted {
  return DELETED_CHOICES.some((choice) => choice === value)
}

/** The query of an empty query string. */
export function defaultJobsQuery(pageSize: number, deleted: Deleted = 'exclude'): JobsQuery {
  return {
    page_no: 1,
    page_size: pageSize,
    model: [],
    status: [],
    training_type: [],
    creator: [],
    source: [],
    created_from: '',
    created_to: '',
    q: '',
    sort: '-create_time',
    deleted,
    columns: [],
  }
}

/** The values of a repeatable parameter in their one form: none empty, none twice, by code point. */
export function toFilterValues(name: FilterName, values: readonly string[]): string[] {
  const cased = name === 'status' ? values.map((value) => value.toUpperCase()) : values
  return [...new Set(cased)].filter((value) => value !== '').sort(compareCodePoints)
}

/**
 * The one query string of a view, without `?`: parameters in a fixed order, repeated values de-duplicated and by code
 * point, defaults left out. '' where nothing is set.
 */
export function serializeJobsQuery(query: JobsQuery, defaults: JobsQueryDefaults): string {
  const standard = defaultJobsQuery(defaults.page_size, defaults.deleted)
  const params = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    for (const value of toFilterValues(name, query[name])) params.append(name, value)
  }
  for (const name of SCALAR_NAMES) {
    if (String(query[name]) !== String(standard[name])) params.append(name, String(query[name]))
  }
  return toReadable(params)
}

/** Parameters as a query string without `?`, of which no more is encoded than must be. */
export function toReadable(params: URLSearchParams): string {
  return params.toString().replace(READABLE, decodeURIComponent)
}

/**
 * Reads what {@link serializeJobsQuery} wrote. The browser's reader: it trusts the string, takes the default for what
 * it cannot use, and never throws. What people and programs write is read by `lib/api/jobs-query.ts`.
 */
export function parseJobsQuery(params: URLSearchParams, defaults: JobsQueryDefaults): JobsQuery {
  const standard = defaultJobsQuery(defaults.page_size, defaults.deleted)
  const sort = params.get('sort') ?? ''
  const deleted = params.get('deleted') ?? ''
  return {
    page_no: toCount(params.get('page_no')) ?? standard.page_no,
    page_size: toCount(params.get('page_size')) ?? standard.page_size,
    model: toFilterValues('model', params.getAll('model')),
    status: toFilterValues('status', params.getAll('status')),
    training_type: toFilterValues('training_type', params.getAll('training_type')),
    creator: toFilterValues('creator', params.getAll('creator')),
    source: toFilterValues('source', params.getAll('source')),
    created_from: params.get('created_from') ?? '',
    created_to: params.get('created_to') ?? '',
    q: params.get('q') ?? '',
    sort: isSort(sort) ? sort : standard.sort,
    deleted: isDeleted(deleted) ? deleted : standard.deleted,
    columns: toColumnNames(params.get('columns')?.split(',') ?? [], defaults.hasSources),
  }
}

function toCount(value: string | null): number | null {
  const count = value !== null && /^[0-9]+$/.test(value) ? Number(value) : 0
  return Number.isSafeInteger(count) && count >= 1 ? count : null
}
