import { toSafeCell } from '../format/safe-cell'
import { type Job, type MirroredJob, toHyperParameters } from './job'
import type { Json } from './json'
import { type PriceList, toEstimate } from './price'
import type { MappedNames } from './search'
import { toFileIds } from './search-texts'

/** Fields that DashScope documents, in the order in which people look for them. */
const DOCUMENTED = [
  'job_id',
  'job_name',
  'status',
  'base_model',
  'model',
  'training_type',
  'create_time',
  'end_time',
  'usage',
  'finetuned_output',
  'model_name',
  'creator',
  'modifier',
  'user_identity',
  'workspace_id',
  'group',
  'training_file_ids',
  'validation_file_ids',
  'training_datasets',
  'validation_datasets',
  'output_cnt',
  'max_output_cnt',
  'code',
  'message',
]

/** What the board adds to a job. */
export type Added = {
  /** As in `MirroredJob`. */
  source?: string
  duration_seconds?: number
  deleted_at?: string
  creator_name?: string
  file_names?: string[]
  cost_state: string
  cost?: string
  cost_currency?: string
  price_per_1000_tokens?: string
  price_from?: string
}

const ADDED: readonly (keyof Added)[] = [
  'duration_seconds',
  'cost',
  'cost_currency',
  'cost_state',
  'price_per_1000_tokens',
  'price_from',
  'creator_name',
  'file_names',
  'deleted_at',
]

/** A column: its head, and its text of a job. */
type Column = { readonly head: string; readonly toText: (job: Job, added: Added) => string }

/** Beyond so many names nobody reads a table; what is left stands together in one column. */
const MOST_NAMES = 400

/** Names that occur, and how often: of the jobs' fields, and of their hyper-parameters. */
export type NameCounts = { readonly fields: Map<string, number>; readonly parameters: Map<string, number> }

/** Makes counts of names of which none has occurred yet. */
export function createNameCounts(): NameCounts {
  return { fields: new Map(), parameters: new Map() }
}

/** Takes note of what a job has. */
export function countNames({ fields, parameters }: NameCounts, job: Job): void {
  for (const name in job) if (name !== 'hyper_parameters') fields.set(name, (fields.get(name) ?? 0) + 1)
  for (const name in toHyperParameters(job)) parameters.set(name, (parameters.get(name) ?? 0) + 1)
}

/** What the board knows of a job besides what DashScope sent. */
export function toAdded(entry: MirroredJob, job: Job, prices: PriceList, names: MappedNames): Added {
  const estimate = toEstimate(entry, prices)
  const creator = names.creator?.get(entry.creator)
  const files = names.file ? toFileIds(job).flatMap((id) => names.file?.get(id) ?? []) : []
  return {
    ...(entry.source === undefined ? {} : { source: entry.source }),
    ...(entry.durationSeconds === null ? {} : { duration_seconds: entry.durationSeconds }),
    ...(entry.deletedAt === null ? {} : { deleted_at: new Date(entry.deletedAt).toISOString() }),
    ...(creator === undefined ? {} : { creator_name: creator }),
    ...(files.length === 0 ? {} : { file_names: files }),
    cost_state: estimate.state,
    ...(estimate.state === 'priced'
      ? {
          cost: estimate.amount,
          cost_currency: estimate.price.currency,
          price_per_1000_tokens: estimate.price.per_1000_tokens,
          price_from: estimate.price.from,
        }
      : {}),
  }
}

/**
 * A column for each documented field and whatever else occurs, for what the board adds, and for each hyper-parameter;
 * `hasSources` as in `JobsQueryDefaults`.
 */
export function toExportColumns({ fields, parameters }: NameCounts, hasSources = false): Column[] {
  const documented = new Set(DOCUMENTED)
  const others = toMostFrequent(fields, documented)
  const own = toMostFrequent(parameters, new Set())
  const added: readonly (keyof Added)[] = hasSources ? ['source', ...ADDED] : ADDED
  const ours = new Set<string>(added)
  return [
    ...[...DOCUMENTED, ...others.names].map((name) => ({
      head: ours.has(name) ? `dashscope.${name}` : name,
      toText: (job: Job) => toText(job[name]),
    })),
    ...(others.isCut
      ? [toRest('other_fields', (job) => job, new Set([...DOCUMENTED, ...others.names, 'hyper_parameters']))]
      : []),
    ...added.map((name) => ({ head: name, toText: (_: Job, added: Added) => toText(added[name]) })),
    ...own.names.map((name) => ({
      head: `hyper_parameters.${name}`,
      toText: (job: Job) => toText(toOwn(toHyperParameters(job), name)),
    })),
    ...(own.isCut ? [toRest('other_hyper_parameters', toHyperParameters, new Set(own.names))] : []),
  ]
}

/** A line of CSV as RFC 4180 has it, with nothing that a spreadsheet would run. */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toSafeCell).map(toQuoted).join(',')}\r\n`
}

function toQuoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A name such as `constructor` is nobody's own. */
function toOwn(values: { [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function toMostFrequent(counts: Map<string, number>, without: ReadonlySet<string>) {
  const names = [...counts].filter(([name]) => !without.has(name))
  const kept = names.sort(([, a], [, b]) => b - a).slice(0, MOST_NAMES)
  return { names: kept.map(([name]) => name).sort(), isCut: names.length > kept.length }
}

function toRest(head: string, toValues: (job: Job) => object, without: ReadonlySet<string>): Column {
  return {
    head,
    toText: (job) => {
      const rest = Object.entries(toValues(job)).filter(([name]) => !without.has(name))
      return rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest))
    },
  }
}
