import { toComparable } from './comparable'
import { type Job, type MirroredJob, toHyperParameters } from './job'
import type { Json } from './json'
import type { Estimate } from './price'

/** What a job's log came to; `null` where the log says nothing of it or was not read. */
export type Results = {
  readonly best_eval_loss: number | null
  /** The epoch at which the evaluation loss was lowest. */
  readonly best_eval_epoch: number | null
  readonly final_loss: number | null
  readonly steps: number | null
}

export type ComparedJob = {
  readonly entry: MirroredJob
  readonly results: Results | null
  /** What it cost. */
  readonly estimate: Estimate
}

/**
 * What a job has in a row. `unknown` was not told; `absent` is a hyper-parameter that the job does not declare, so
 * that DashScope's default holds, which it does not tell.
 */
export type ComparedCell =
  | { readonly state: 'known'; readonly value: Json }
  | { readonly state: 'unknown' }
  | { readonly state: 'absent' }

/** Whether a cell's figure is the best or the worst of its row; the lower one is better. */
export type Mark = 'best' | 'worst' | null

export type CompareGroup = 'result' | 'fact' | 'hyper_parameter'

export type CompareRow = {
  readonly group: CompareGroup
  /** A {@link ResultName}, a field of the job, or a hyper-parameter's name. */
  readonly name: string
  readonly cells: readonly ComparedCell[]
  readonly marks: readonly Mark[]
  /** Whether the jobs are not known to be alike here. */
  readonly differs: boolean
  /** For each job, whether it differs from the baseline; from the first job where none is pinned. */
  readonly deviates: readonly boolean[]
}

export const RESULTS = ['status', 'best_eval_loss', 'final_loss', 'steps', 'usage', 'duration'] as const
export type ResultName = (typeof RESULTS)[number]

export const FACTS = [
  'base_model',
  'model',
  'training_type',
  'training_file_ids',
  'validation_file_ids',
  'training_datasets',
  'validation_datasets',
  'creator',
  'create_time',
  'cost',
] as const
export type FactName = (typeof FACTS)[number]

/** Rows in which one is better than another. */
const MARKED = new Set<string>(['best_eval_loss', 'usage', 'duration'])

/** Results, facts and hyper-parameters of some jobs as rows; `baseline` is an index. Rows that no job says anything of are left out. */
export function compareJobs(jobs: readonly ComparedJob[], baseline = 0): CompareRow[] {
  const toRow = (group: CompareGroup, name: string, cells: ComparedCell[]): CompareRow => {
    const keys = cells.map(toKey)
    return {
      group,
      name,
      cells,
      marks: MARKED.has(name) ? toMarks(cells) : cells.map(() => null),
      differs: new Set(keys).size > 1,
      deviates: keys.map((key) => key !== keys[baseline]),
    }
  }
  const parameters = [...new Set(jobs.flatMap(({ entry }) => Object.keys(toHyperParameters(entry.job))))]
  return [
    ...RESULTS.map((name) =>
      toRow(
        'result',
        name,
        jobs.map((job) => toResultCell(job, name)),
      ),
    ),
    ...FACTS.map((name) =>
      toRow(
        'fact',
        name,
        jobs.map((job) => toFactCell(job, name)),
      ),
    ),
    ...parameters.map((name) =>
      toRow(
        'hyper_parameter',
        name,
        jobs.map(({ entry }) => toParameterCell(entry.job, name)),
      ),
    ),
  ].filter(({ cells }) => cells.some(({ state }) => state === 'known'))
}

function toResultCell({ entry, results }: ComparedJob, name: ResultName): ComparedCell {
  if (name === 'status') return toCell(entry.status)
  if (name === 'usage') return toCell(entry.usage)
  if (name === 'duration') return toCell(entry.durationSeconds)
  return toCell(results?.[name])
}

function toFactCell({ entry, estimate }: ComparedJob, name: FactName): ComparedCell {
  if (name === 'cost') return toCell(toCost(estimate))
  return toCell(name === 'base_model' ? entry.base_model || null : entry.job[name])
}

/** The amount alone, for jobs of one cost at two prices cost the same; else why there is none. */
function toCost(estimate: Estimate): Json {
  const { state } = estimate
  return estimate.state === 'priced'
    ? { state, amount: estimate.amount, currency: estimate.price.currency }
    : { state }
}

function toParameterCell(job: Job, name: string): ComparedCell {
  const parameters = toHyperParameters(job)
  if (Object.hasOwn(parameters, name)) return toCell(parameters[name])
  // A job that tells of no parameters at all may still have them.
  return { state: job.hyper_parameters === parameters ? 'absent' : 'unknown' }
}

function toCell(value: Json | undefined): ComparedCell {
  return value === undefined || value === null ? { state: 'unknown' } : { state: 'known', value }
}

function toKey(cell: ComparedCell): string {
  return cell.state === 'known' ? toComparable(cell.value) : cell.state
}

function toMarks(cells: readonly ComparedCell[]): Mark[] {
  const figures = cells.map((cell) => (cell.state === 'known' ? Number(cell.value) : Number.NaN))
  const known = figures.filter(Number.isFinite)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (low >= high || known.length < 2) return cells.map(() => null)
  return figures.map((figure) => (figure === low ? 'best' : figure === high ? 'worst' : null))
}
