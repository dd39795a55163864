import { clearBigrams, copyBigrams, createBigrams, writeBigrams } from './bigrams'
import { type Job, type MirroredJob, toText } from './job'
import { createParameterTable, type ParameterTable, toSetNumber } from './parameter-table'
import { toFileIds, toOwnTexts } from './search-texts'
import { createTextTable, type TextTable, toNumber } from './text-table'

const NUMBERS = ['createdAt', 'endedAt', 'usage', 'duration'] as const
const VALUES = ['status', 'model', 'base_model', 'training_type', 'creator', 'job_name'] as const

export type TableName = (typeof VALUES)[number] | 'files' | 'failure'

/** The texts that jobs share, and their hyper-parameters. */
export type Tables = Readonly<Record<TableName, TextTable>> & { readonly hyper: ParameterTable }

type Column = Float64Array | Uint32Array | Uint8Array

/** Numbers that a job lacks are NaN; of texts and sets of hyper-parameters it is their numbers in the tables. */
type ColumnName = (typeof NUMBERS)[number] | 'isDeleted' | keyof Tables

/**
 * A snapshot's jobs turned into columns, by position in the snapshot: a query then reads a few bytes a job in place of
 * whole objects.
 */
export type JobColumns = Readonly<Record<ColumnName, Column>> & {
  /** Lower-case texts that are a job's own (id, name, output), which no table would make smaller. */
  readonly own: readonly string[]
  /** Of `own`. */
  readonly bigrams: Uint32Array
}

/** A stretch of jobs that stand in two snapshots alike. */
export type Run = { readonly from: number; readonly to: number; readonly length: number }

/** Columns that are being written; those named in `shared` belong to an older index and are copied before a write. */
export type ColumnWriter = {
  readonly tables: Tables
  readonly numbers: Record<ColumnName, Column>
  own: string[]
  bigrams: Uint32Array
  readonly shared: Set<ColumnName | 'own'>
}

export function createTables(): Tables {
  return {
    status: createTextTable(),
    model: createTextTable(),
    base_model: createTextTable(),
    training_type: createTextTable(),
    creator: createTextTable(),
    job_name: createTextTable(),
    files: createTextTable(),
    failure: createTextTable(),
    hyper: createParameterTable(),
  }
}

/** A writer of new columns for so many jobs. */
export function createColumnWriter(tables: Tables, length: number): ColumnWriter {
  return {
    tables,
    numbers: mapColumns((name) => {
      if (name === 'isDeleted') return new Uint8Array(length)
      return NUMBERS.some((number) => number === name) ? new Float64Array(length) : new Uint32Array(length)
    }),
    own: [],
    bigrams: createBigrams(length),
    shared: new Set(),
  }
}

/** A writer that goes on from older columns of as many jobs, and shares with them what is not written. */
export function shareColumns(tables: Tables, columns: JobColumns): ColumnWriter {
  const { own, bigrams, ...numbers } = columns
  return { tables, numbers, own: own as string[], bigrams, shared: new Set([...COLUMNS, 'own']) }
}

/** A writer that takes over the runs of older columns; what lies between is still to be written. */
export function moveColumns(
  tables: Tables,
  columns: JobColumns,
  runs: readonly Run[],
  length: number,
): ColumnWriter {
  const writer = createColumnWriter(tables, length)
  for (const { from, to, length: count } of runs) {
    for (const name of COLUMNS) writer.numbers[name].set(columns[name].subarray(from, from + count), to)
    copyBigrams(writer.bigrams, to, columns.bigrams, from, count)
    while (writer.own.length < to) writer.own.push('')
    writer.own = writer.own.concat(columns.own.slice(from, from + count))
  }
  return writer
}

export function toColumns({ numbers, own, bigrams }: ColumnWriter): JobColumns {
  return { ...numbers, own, bigrams }
}

/** Writes a job at its position. */
export function writeJob(writer: ColumnWriter, at: number, entry: MirroredJob): void {
  const { tables } = writer
  writeNumber(writer, 'createdAt', at, entry.createdAt ?? Number.NaN)
  writeNumber(writer, 'endedAt', at, entry.endedAt ?? Number.NaN)
  writeNumber(writer, 'usage', at, entry.usage ?? Number.NaN)
  writeNumber(writer, 'duration', at, entry.durationSeconds ?? Number.NaN)
  writeNumber(writer, 'isDeleted', at, entry.deletedAt === null ? 0 : 1)
  for (const name of VALUES) writeNumber(writer, name, at, toNumber(tables[name], entry[name]))
  writeNumber(writer, 'files', at, toNumber(tables.files, toFileIds(entry.job).join('\n')))
  writeNumber(writer, 'failure', at, toNumber(tables.failure, toFailure(entry.job)))
  writeNumber(writer, 'hyper', at, toSetNumber(tables.hyper, entry.job))
  writeOwn(writer, at, toOwnText(entry))
}

function writeNumber({ numbers, shared }: ColumnWriter, name: ColumnName, at: number, value: number): void {
  const column = numbers[name]
  if (Object.is(column[at], value)) return
  if (shared.delete(name)) numbers[name] = column.slice()
  numbers[name][at] = value
}

function writeOwn(writer: ColumnWriter, at: number, text: string): void {
  if (writer.own[at] === text) return
  if (writer.shared.delete('own')) {
    writer.own = writer.own.slice()
    writer.bigrams = writer.bigrams.slice()
  }
  writer.own[at] = text
  clearBigrams(writer.bigrams, at)
  writeBigrams(writer.bigrams, at, text)
}

function toFailure(job: Job): string {
  const code = toText(job.code)
  const message = toText(job.message)
  return code === '' ? message : `${code}\n${message}`
}

/** Leaves out what occurs in another of the texts (an output mostly holds the job's id): a search finds it there. */
function toOwnText(entry: MirroredJob): string {
  const texts = [...new Set(toOwnTexts(entry).map((text) => text.toLowerCase()))]
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).join('\n')
}

const COLUMNS: readonly ColumnName[] = [...NUMBERS, 'isDeleted', ...VALUES, 'files', 'failure', 'hyper']

function mapColumns(create: (name: ColumnName) => Column): Record<ColumnName, Column> {
  return Object.fromEntries(COLUMNS.map((name) => [name, create(name)])) as Record<ColumnName, Column>
}
