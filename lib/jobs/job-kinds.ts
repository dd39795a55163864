import { isBillable } from './price'
import { createTextTable, type TextTable, toNumber } from './text-table'

/** What filters ask of a job, besides its source: jobs that agree in it are of one kind. */
export const KIND_COLUMNS = ['status', 'model', 'base_model', 'training_type', 'creator'] as const
export type KindColumn = (typeof KIND_COLUMNS)[number]

/** The kinds of jobs that occur: 16,600 among 100,000 of the sample account, which has many creators. Only ever grows, so numbers stay true. */
export type JobKinds = {
  /** By column: what the kinds so far and a text of the column come to; see {@link toKind}. */
  readonly steps: Readonly<Record<KindColumn, Map<number, number>>>
  /** Names of accounts, none where the board shows one; by kind the number of its own, nothing for the first. */
  readonly sources: TextTable
  readonly source: number[]
  /** By number of the kind: the numbers of its texts, and whether its jobs are deleted. */
  readonly texts: Readonly<Record<KindColumn, number[]>>
  readonly isDeleted: boolean[]
}

/** Makes the kinds of no jobs yet. */
export function createJobKinds(): JobKinds {
  const texts = { status: [], model: [], base_model: [], training_type: [], creator: [] }
  const steps = {
    status: new Map(),
    model: new Map(),
    base_model: new Map(),
    training_type: new Map(),
    creator: new Map(),
  }
  return { steps, sources: createTextTable(), source: [], texts, isDeleted: [] }
}

/** More texts than any column has; the product of two such numbers is exact. */
const MOST_TEXTS = 2 ** 26

/**
 * The number of the kind of a slot, given to it when it is first met. `source` as in `MirroredJob`. Goes from column to
 * column, each step a number for what came before and the text of this one: a key of text would be made anew for each job.
 */
export function toKind(
  kinds: JobKinds,
  values: Readonly<Record<KindColumn, Uint32Array>>,
  slot: number,
  isDeleted: boolean,
  source: string | undefined,
): number {
  const account = source === undefined ? 0 : toNumber(kinds.sources, source)
  let kind = 2 * account + Number(isDeleted)
  for (const name of KIND_COLUMNS) {
    const steps = kinds.steps[name]
    const key = kind * MOST_TEXTS + (values[name][slot] ?? 0)
    const known = steps.get(key)
    kind = known ?? steps.size
    if (known === undefined) steps.set(key, kind)
  }
  if (kind < kinds.isDeleted.length) return kind
  for (const name of KIND_COLUMNS) kinds.texts[name].push(values[name][slot] ?? 0)
  if (account !== 0) kinds.source[kind] = account
  kinds.isDeleted.push(isDeleted)
  return kind
}

/** What the jobs of each kind come to, by its number: tokens, jobs that told any, and seconds of jobs that have ended. */
export type KindSums = Readonly<Record<(typeof SUMS)[number], Float64Array>>

const SUMS = ['jobs', 'usage', 'told', 'duration'] as const

/** Such sums of all jobs of a snapshot. */
export type SnapshotSums = KindSums & {
  /** Whether all tokens were billable, and so whole numbers of which adding and taking away left no rest. */
  readonly isExact: boolean
}

/** Makes sums of so many kinds, each at 0. */
export function createKindSums(kinds: number): KindSums {
  const none = () => new Float64Array(kinds)
  return { jobs: none(), usage: none(), told: none(), duration: none() }
}

/** Sums with some jobs added and others taken away; `slots` and `kind` as in `JobColumns`. */
export function editSums(
  before: SnapshotSums,
  {
    kinds,
    values,
  }: {
    kinds: JobKinds
    values: Readonly<Record<'kind', Uint32Array> & Record<'usage' | 'duration', Float64Array>>
  },
  gone: readonly number[],
  come: readonly number[],
): SnapshotSums {
  const sums = createKindSums(kinds.isDeleted.length)
  for (const name of SUMS) sums[name].set(before[name])
  let { isExact } = before
  const count = (slot: number, sign: 1 | -1) => {
    const kind = values.kind[slot] ?? 0
    const usage = values.usage[slot] ?? Number.NaN
    sums.jobs[kind] = (sums.jobs[kind] ?? 0) + sign
    if (!Number.isNaN(usage)) {
      sums.usage[kind] = (sums.usage[kind] ?? 0) + sign * usage
      sums.told[kind] = (sums.told[kind] ?? 0) + sign
      if (!isBillable(usage)) isExact = false
    }
    sums.duration[kind] = (sums.duration[kind] ?? 0) + sign * (values.duration[slot] || 0)
  }
  for (const slot of gone) count(slot, -1)
  for (const slot of come) count(slot, 1)
  return { ...sums, isExact }
}
