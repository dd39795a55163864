import { compareCodePoints } from './code-point-order'
import type { MirroredJob } from './job'
import {
  createColumnWriter,
  createTables,
  type JobColumns,
  moveColumns,
  type Run,
  shareColumns,
  type Tables,
  toColumns,
  writeJob,
} from './job-columns'
import {
  carryOrder,
  type JobOrders,
  type OrderedField,
  SORT_COLUMNS,
  sortInPieces,
  toCompare,
  toJobOrder,
  toPlaces,
  toSnapshotOrder,
  toSortKey,
} from './job-orders'
import { compareNewestFirst, type Snapshot } from './snapshot'

/** What `selectJobs` reads in place of the jobs themselves. */
export type JobsIndex = {
  readonly jobs: readonly MirroredJob[]
  readonly columns: JobColumns
  readonly tables: Tables
  /** Positions in the order of `job_id`, and for each position its place in it. */
  readonly byId: Uint32Array
  readonly idPlaces: Uint32Array
  readonly orders: JobOrders
}

/** As many jobs as are read in about 5 ms. */
const PIECE = 512
/** A snapshot that shares less than this with the one before is read as a whole. */
const LEAST_SHARED = 0.8
/** Tables keep the texts of jobs that are gone; beyond so many texts a job they are made anew. */
const MOST_TEXTS = 2

/** By snapshot, for a snapshot never changes; it goes when its snapshot goes. */
const indexes = new WeakMap<Snapshot, JobsIndex>()

/** The index of a snapshot, made at once where {@link prepareIndex} has not made it: about a second at 100,000 jobs. */
export function getJobsIndex(snapshot: Snapshot): JobsIndex {
  const known = indexes.get(snapshot)
  if (known) return known
  for (const _ of prepareIndex(snapshot, null)) {
    // Nobody waits in between.
  }
  return indexes.get(snapshot) ?? getJobsIndex(snapshot)
}

/**
 * Makes the index of a snapshot before it is published, from the one of the snapshot before it where there is one: a
 * few changed jobs then take milliseconds at 100,000. A whole one pauses after every piece of some milliseconds, so run
 * it with a turn of the event loop in between.
 */
export function* prepareIndex(snapshot: Snapshot, previous: Snapshot | null): Generator<void, void> {
  if (indexes.has(snapshot)) return
  const older = previous && indexes.get(previous)
  const carried = older && carryIndex(older, snapshot.jobs)
  indexes.set(snapshot, carried ?? (yield* buildIndex(snapshot.jobs)))
}

function* buildIndex(jobs: readonly MirroredJob[]): Generator<void, JobsIndex> {
  const tables = createTables()
  const writer = createColumnWriter(tables, jobs.length)
  for (let at = 0; at < jobs.length; at++) {
    const entry = jobs[at]
    if (entry) writeJob(writer, at, entry)
    if (at % PIECE === PIECE - 1) yield
  }
  const columns = toColumns(writer)
  // Ids begin with the time of creation, so from the oldest on they are nearly in order.
  const oldestFirst = Uint32Array.from(jobs, (_, at) => jobs.length - 1 - at)
  const byId = yield* sortInPieces(oldestFirst, toCompareIds(jobs))
  const idPlaces = toPlaces(byId)
  const order = function* (field: OrderedField) {
    const key = toSortKey(field, jobs, columns, tables)
    return toJobOrder(yield* sortInPieces(byId, toCompare(key, idPlaces)), key)
  }
  const orders = {
    create_time: toSnapshotOrder(columns),
    end_time: yield* order('end_time'),
    duration: yield* order('duration'),
    usage: yield* order('usage'),
    job_name: yield* order('job_name'),
    model: yield* order('model'),
    status: yield* order('status'),
  }
  return { jobs, columns, tables, byId, idPlaces, orders }
}

/** `null` where too little is shared to be worth it. */
function carryIndex(older: JobsIndex, jobs: readonly MirroredJob[]): JobsIndex | null {
  const { tables } = older
  const changes = compareJobs(older.jobs, jobs)
  const { runs, moved, added } = changes
  if (added.length > jobs.length * (1 - LEAST_SHARED) || isWorn(tables, jobs.length)) return null
  const isInPlace = jobs.length === older.jobs.length && runs.every(({ from, to }) => from === to)
  const writer = isInPlace
    ? shareColumns(tables, older.columns)
    : moveColumns(tables, older.columns, runs, jobs.length)
  for (const at of added) {
    const entry = jobs[at]
    if (entry) writeJob(writer, at, entry)
  }
  const columns = toColumns(writer)
  const isSameIds = isInPlace && added.every((at) => jobs[at]?.job_id === older.jobs[at]?.job_id)
  const byId = isSameIds ? older.byId : carryOrder(older.byId, moved, added, toCompareIds(jobs))
  const idPlaces = isSameIds ? older.idPlaces : toPlaces(byId)
  const order = (field: OrderedField) => {
    const key = toSortKey(field, jobs, columns, tables)
    const { positions } = older.orders[field]
    const name = SORT_COLUMNS[field]
    if (isSameIds && columns[name] === older.columns[name]) return toJobOrder(positions, key)
    return toJobOrder(carryOrder(positions, moved, added, toCompare(key, idPlaces)), key)
  }
  const isSameTimes = columns.createdAt === older.columns.createdAt
  const orders = {
    create_time: isSameTimes ? older.orders.create_time : toSnapshotOrder(columns),
    end_time: order('end_time'),
    duration: order('duration'),
    usage: order('usage'),
    job_name: order('job_name'),
    model: order('model'),
    status: order('status'),
  }
  return { jobs, columns, tables, byId, idPlaces, orders }
}

function isWorn({ files, failure, hyper, job_name }: Tables, jobs: number): boolean {
  const counts = [files.values.length, failure.values.length, job_name.values.length, hyper.parameters.length]
  return counts.some((count) => count > MOST_TEXTS * jobs + PIECE)
}

function toCompareIds(jobs: readonly MirroredJob[]): (a: number, b: number) => number {
  return (a, b) => compareCodePoints(jobs[a]?.job_id ?? '', jobs[b]?.job_id ?? '')
}

type Changes = {
  readonly runs: Run[]
  /** Where each older position went; -1 for a job that is gone or changed. */
  readonly moved: Int32Array
  /** Positions of jobs that are new or changed. */
  readonly added: number[]
}

/** Walks two lists of jobs, both newest first; a job that has not changed is the same object. */
function compareJobs(older: readonly MirroredJob[], newer: readonly MirroredJob[]): Changes {
  const runs: Run[] = []
  const moved = new Int32Array(older.length).fill(-1)
  const added: number[] = []
  let from = 0
  let to = 0
  while (from < older.length || to < newer.length) {
    const start = from
    while (from < older.length && older[from] === newer[to]) moved[from++] = to++
    if (from > start) runs.push({ from: start, to: to - from + start, length: from - start })
    const a = older[from]
    const b = newer[to]
    const order = a && b ? compareNewestFirst(a, b) : a ? -1 : 1
    if (a && order <= 0) from++
    if (b && order >= 0) added.push(to++)
  }
  return { runs, moved, added }
}
