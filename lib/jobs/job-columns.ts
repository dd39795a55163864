import type { MirroredJob } from './job'
import { createJobKinds, type JobKinds, KIND_COLUMNS, type KindColumn, toKind } from './job-kinds'
import { createSearchColumns, type SearchColumns, writeSearch } from './search-columns'
import { createTextTable, indexNext, type TextTable, toNumber } from './text-table'

export const FIGURES = ['best_eval_loss', 'final_loss', 'steps'] as const
const NUMBERS = ['createdAt', 'endedAt', 'usage', 'duration', ...FIGURES] as const

export type NumberColumn = (typeof NUMBERS)[number]

/** Numbers by slot, NaN where a job lacks them; of texts it is their numbers in the tables. */
type Columns = Readonly<Record<NumberColumn, Float64Array>> &
  Readonly<Record<KindColumn, Uint32Array>> & { readonly isDeleted: Uint8Array; readonly kind: Uint32Array }

/**
 * Jobs turned into columns, so that a query reads a few bytes a job in place of whole objects. Each job has a slot; one
 * that changes gets another, and no slot is ever written again. So the indexes of many snapshots share these columns,
 * and a snapshot costs as much as what is new in it.
 */
export type JobColumns = {
  /** How many slots are taken. */
  length: number
  readonly entries: MirroredJob[]
  /** Replaced by longer ones, with the same values, as jobs come. */
  values: Columns
  readonly tables: Readonly<Record<KindColumn, TextTable>>
  readonly kinds: JobKinds
  /** What only a search reads: it is filled after the rest, see {@link fillSearch}. */
  readonly search: SearchColumns
}

/** Makes columns without jobs. */
export function createJobColumns(): JobColumns {
  return {
    length: 0,
    entries: [],
    values: createColumns(0),
    tables: {
      status: createTextTable(),
      model: createTextTable(),
      base_model: createTextTable(),
      training_type: createTextTable(),
      creator: createTextTable(),
    },
    kinds: createJobKinds(),
    search: createSearchColumns(),
  }
}

/** Makes room for so many more jobs. */
export function reserve(columns: JobColumns, more: number): void {
  const needed = columns.length + more
  const has = columns.values.isDeleted.length
  if (needed <= has) return
  const grown = createColumns(Math.max(needed, Math.ceil(has * 1.5)))
  for (const name of [...NUMBERS, ...KIND_COLUMNS, 'isDeleted', 'kind'] as const)
    grown[name].set(columns.values[name])
  columns.values = grown
}

/** Takes a job in; gives its slot. */
export function addJob(columns: JobColumns, entry: MirroredJob): number {
  reserve(columns, 1)
  const slot = columns.length++
  const { values, tables } = columns
  columns.entries.push(entry)
  values.createdAt[slot] = entry.createdAt ?? Number.NaN
  values.endedAt[slot] = entry.endedAt ?? Number.NaN
  values.usage[slot] = entry.usage ?? Number.NaN
  values.duration[slot] = entry.durationSeconds ?? Number.NaN
  for (const name of FIGURES) values[name][slot] = entry.log?.[name] ?? Number.NaN
  values.isDeleted[slot] = entry.deletedAt === null ? 0 : 1
  for (const name of KIND_COLUMNS) values[name][slot] = toNumber(tables[name], entry[name])
  values.kind[slot] = toKind(columns.kinds, values, slot, entry.deletedAt !== null, entry.source)
  return slot
}

/** As many jobs as are read in about 5 ms. */
const PIECE = 512

/** Fills what a search reads, for all slots that are taken; pauses after every piece of some milliseconds. */
export function* fillSearch({ length, entries, search, tables }: JobColumns): Generator<void, void> {
  while (search.length < length) {
    const entry = entries[search.length]
    if (entry) writeSearch(search, entry, length)
    for (const table of [tables.model, tables.base_model, search.failure]) indexNext(table)
    if (search.length % PIECE === 0) yield
  }
}

function createColumns(length: number): Columns {
  return {
    createdAt: new Float64Array(length),
    endedAt: new Float64Array(length),
    usage: new Float64Array(length),
    duration: new Float64Array(length),
    best_eval_loss: new Float64Array(length),
    final_loss: new Float64Array(length),
    steps: new Float64Array(length),
    status: new Uint32Array(length),
    model: new Uint32Array(length),
    base_model: new Uint32Array(length),
    training_type: new Uint32Array(length),
    creator: new Uint32Array(length),
    isDeleted: new Uint8Array(length),
    kind: new Uint32Array(length),
  }
}
