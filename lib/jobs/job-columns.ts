import { type Job, type Json, type MirroredJob, toHyperParameters, toText } from './job'
import { toFileIds, toHyperParameterText, toOwnTexts } from './search-texts'
import { createTextTable, type TextTable, toNumber } from './text-table'

const TABLES = [
  'status',
  'model',
  'base_model',
  'training_type',
  'creator',
  'files',
  'failure',
  'hyper',
] as const

export type TableName = (typeof TABLES)[number]

/** The shared texts of all jobs. A text of `hyper` is a whole set, by the numbers of its parts in `parameters`. */
export type Tables = Readonly<Record<TableName, TextTable>> & {
  /** Hyper-parameters; a search sees them as `name=value`. */
  readonly parameters: TextTable
  /** What a comparison sees of the texts of `parameters`: the name in lower case, and the value. */
  readonly named: { readonly name: string; readonly value: Json }[]
  /** By number of a set: the numbers of its parameters. */
  readonly sets: number[][]
}

/**
 * A snapshot's jobs turned into columns, by position in the snapshot: a query then reads a few bytes a job in place of
 * whole objects. Numbers that a job lacks are NaN.
 */
export type JobColumns = {
  readonly createdAt: Float64Array
  readonly endedAt: Float64Array
  readonly usage: Float64Array
  readonly duration: Float64Array
  readonly isDeleted: Uint8Array
  /** Numbers of texts in the tables. */
  readonly texts: Readonly<Record<TableName, Uint32Array>>
  /** Lower-case texts that are a job's own (id, name, output), which no table would make smaller. */
  readonly own: string[]
}

/** A stretch of jobs that stand in two snapshots alike. */
export type Run = { readonly from: number; readonly to: number; readonly length: number }

export function createTables(): Tables {
  return { ...toRecord(createTextTable), parameters: createTextTable(), named: [], sets: [] }
}

export function createColumns(length: number): JobColumns {
  return {
    createdAt: new Float64Array(length),
    endedAt: new Float64Array(length),
    usage: new Float64Array(length),
    duration: new Float64Array(length),
    isDeleted: new Uint8Array(length),
    texts: toRecord(() => new Uint32Array(length)),
    own: new Array<string>(length).fill(''),
  }
}

/** Columns of another length that take over the runs of older ones; what lies between is still to be written. */
export function copyColumns(columns: JobColumns, runs: readonly Run[], length: number): JobColumns {
  const next = createColumns(length)
  for (const { from, to, length: count } of runs) {
    next.createdAt.set(columns.createdAt.subarray(from, from + count), to)
    next.endedAt.set(columns.endedAt.subarray(from, from + count), to)
    next.usage.set(columns.usage.subarray(from, from + count), to)
    next.duration.set(columns.duration.subarray(from, from + count), to)
    next.isDeleted.set(columns.isDeleted.subarray(from, from + count), to)
    for (const name of TABLES) next.texts[name].set(columns.texts[name].subarray(from, from + count), to)
    for (let at = 0; at < count; at++) next.own[to + at] = columns.own[from + at] ?? ''
  }
  return next
}

/** Writes a job at its position. */
export function writeJob(columns: JobColumns, tables: Tables, at: number, entry: MirroredJob): void {
  const { job } = entry
  columns.createdAt[at] = entry.createdAt ?? Number.NaN
  columns.endedAt[at] = entry.endedAt ?? Number.NaN
  columns.usage[at] = entry.usage ?? Number.NaN
  columns.duration[at] = entry.durationSeconds ?? Number.NaN
  columns.isDeleted[at] = entry.deletedAt === null ? 0 : 1
  for (const name of ['status', 'model', 'base_model', 'training_type', 'creator'] as const) {
    columns.texts[name][at] = toNumber(tables[name], entry[name])
  }
  columns.texts.files[at] = toNumber(tables.files, toFileIds(job).join('\n'))
  columns.texts.failure[at] = toNumber(tables.failure, `${toText(job.code)}\n${toText(job.message)}`)
  columns.texts.hyper[at] = toHyperNumber(tables, job)
  columns.own[at] = toOwnText(entry)
}

function toHyperNumber(tables: Tables, job: Job): number {
  const parts = Object.entries(toHyperParameters(job)).map(([name, value]) => {
    const text = toHyperParameterText(value)
    // A name or a value may hold `=`, and a null is not the text `null`.
    const key = `${name}\0${value === null ? '\0' : text}`
    const number = toNumber(tables.parameters, key, () => `${name}=${text}`)
    tables.named[number] ??= { name: name.toLowerCase(), value }
    return number
  })
  const set = toNumber(tables.hyper, parts.join())
  tables.sets[set] ??= parts
  return set
}

/** Leaves out what occurs in another of the texts (an output mostly holds the job's id): a search finds it there. */
function toOwnText(entry: MirroredJob): string {
  const texts = [...new Set(toOwnTexts(entry).map((text) => text.toLowerCase()))]
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).join('\n')
}

function toRecord<Value>(create: () => Value): Record<TableName, Value> {
  return {
    status: create(),
    model: create(),
    base_model: create(),
    training_type: create(),
    creator: create(),
    files: create(),
    failure: create(),
    hyper: create(),
  }
}
