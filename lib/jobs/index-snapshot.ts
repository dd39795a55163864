import { isHyperParameterField } from './column-names'
import { toHyperParameterOrder } from './hyper-parameter-order'
import type { MirroredJob } from './job'
import { addJob, createJobColumns, fillSearch, type JobColumns, reserve } from './job-columns'
import { createKindSums, editSums, type SnapshotSums } from './job-kinds'
import {
  editOrder,
  type JobOrder,
  sortInPieces,
  toCompareIds,
  toCompareValues,
  toJobOrder,
} from './job-orders'
import { type KnownSortField, SORT_FIELDS, type SortField } from './query'
import type { MappedNames } from './search'
import { compareNewestFirst, type Snapshot } from './snapshot'

type OrderName = Exclude<KnownSortField, 'create_time'> | 'job_id'

/** What `selectJobs` reads in place of the jobs themselves. */
export type JobsIndex = {
  /** Shared with the indexes of other snapshots: of its slots, those in `newest` are this one's. */
  readonly columns: JobColumns
  /** Slots in the order of the snapshot, newest first. */
  readonly newest: Uint32Array
  /** Of all jobs of the snapshot. */
  readonly sums: SnapshotSums
  /** Slots of running jobs whose end is expected at a known time. */
  readonly expected: readonly number[]
  /** Slots in other orders, as far as they were made; {@link getOrder} makes one that is missing. */
  readonly orders: Map<OrderName, KeptOrder>
  /** What was last searched for, and found: a page asks twice, and the page after it for the same words. */
  readonly kept: {
    match?: { readonly key: string; readonly names: MappedNames; readonly slots: Uint32Array }
  }
}

/** An order, and what has changed since it was made: that is put in when somebody asks for it, for few are asked for. */
type KeptOrder = {
  readonly slots: Uint32Array
  readonly gone: readonly number[]
  readonly come: readonly number[]
}

/** As many jobs as are taken in within about 5 ms. */
const PIECE = 2048
/** Slots of jobs that are gone stay; beyond so many slots a job the columns are made anew. */
const MOST_SLOTS = 1.5

/** What has been made, if it has. */
const getMade = ({ made }: Snapshot) => made.get('index') as JobsIndex | undefined

/** The index of a snapshot, made at once where {@link prepareIndex} has not made it. */
export function getJobsIndex(snapshot: Snapshot): JobsIndex {
  const known = getMade(snapshot)
  if (known) return known
  drain(prepareIndex(snapshot, null))
  return getMade(snapshot) ?? getJobsIndex(snapshot)
}

/**
 * Makes the index of a snapshot before it is published, from the one of the snapshot before it where there is one: a
 * changed job then takes a millisecond at 100,000. The first one is good for a plain list only, and what is missing is
 * made when a query needs it, or by {@link completeIndex}. Pauses after every piece of some milliseconds, so run it with
 * a turn of the event loop in between.
 */
export function* prepareIndex(snapshot: Snapshot, previous: Snapshot | null): Generator<void, void> {
  if (getMade(snapshot)) return
  const older = previous && getMade(previous)
  const { jobs } = snapshot
  const isWorn = older && older.columns.length > MOST_SLOTS * jobs.length + PIECE
  const index =
    older && !isWorn ? yield* carryIndex(older, previous.jobs, jobs) : yield* carryIndex(NOTHING(), [], jobs)
  if (previous && previous.jobs.length > 0) yield* completeIndex(index)
  snapshot.made.set('index', index)
}

/** Makes what the index of a snapshot lacks, in pieces as {@link prepareIndex}. */
export function* completeIndex({ columns, newest, orders }: JobsIndex): Generator<void, void> {
  yield* fillSearch(columns)
  const missing = SORT_FIELDS.filter((field) => field !== 'create_time' && !orders.has(field))
  if (orders.has('job_id') && missing.length === 0) return
  const byId =
    settleOrder(orders, columns, 'job_id') ??
    (yield* sortInPieces(newest.slice().reverse(), toCompareIds(columns)))
  orders.set('job_id', toKept(byId))
  for (const field of missing) {
    if (field !== 'create_time')
      orders.set(field, toKept(yield* sortInPieces(byId, toCompareValues(field, columns))))
  }
}

const toKept = (slots: Uint32Array): KeptOrder => ({ slots, gone: [], come: [] })

/** An order with all changes in it. */
function settleOrder(orders: JobsIndex['orders'], columns: JobColumns, name: OrderName): Uint32Array | null {
  const kept = orders.get(name)
  if (!kept) return null
  if (kept.gone.length === 0 && kept.come.length === 0) return kept.slots
  const compareIds = toCompareIds(columns)
  const compare = name === 'job_id' ? compareIds : toCompareValues(name, columns)
  const slots = editOrder(kept.slots, kept.gone, kept.come, (a, b) => compare(a, b) || compareIds(a, b))
  orders.set(name, toKept(slots))
  return slots
}

/** So many changes wait for somebody to ask for the order; putting them in takes about as long as sorting anew. */
const MOST_WAITING = 512

/** An order with more changes to it. */
function addChanges(order: KeptOrder, gone: readonly number[], come: readonly number[]): KeptOrder {
  // One that came and goes was never in it.
  const passing = new Set(gone.filter((slot) => order.come.includes(slot)))
  return {
    slots: order.slots,
    gone: [...order.gone, ...gone.filter((slot) => !passing.has(slot))],
    come: [...order.come.filter((slot) => !passing.has(slot)), ...come],
  }
}

/** The order of a field. */
export function getOrder(index: JobsIndex, field: SortField): JobOrder {
  if (field === 'create_time') return toJobOrder(field, index.newest, index.columns)
  const name = isHyperParameterField(field) ? 'job_id' : field
  if (!index.orders.has(name)) drain(completeIndex(index))
  const slots = settleOrder(index.orders, index.columns, name) ?? index.newest
  if (isHyperParameterField(field)) {
    drain(fillSearch(index.columns))
    return toHyperParameterOrder(field.slice(3), slots, index.columns)
  }
  return toJobOrder(field, slots, index.columns)
}

const NOTHING = (): JobsIndex => ({
  columns: createJobColumns(),
  newest: new Uint32Array(0),
  sums: { ...createKindSums(0), isExact: true },
  expected: [],
  orders: new Map(),
  kept: {},
})

/** Walks two lists of jobs, both newest first; a job that has not changed is the same object. */
function* carryIndex(
  { columns, newest: before, sums: sumsBefore, expected, orders }: JobsIndex,
  older: readonly MirroredJob[],
  jobs: readonly MirroredJob[],
): Generator<void, JobsIndex> {
  reserve(columns, Math.max(0, jobs.length - older.length))
  const newest = new Uint32Array(jobs.length)
  const gone: number[] = []
  const come: number[] = []
  let from = 0
  let to = 0
  while (from < older.length || to < jobs.length) {
    const start = from
    while (from < older.length && older[from] === jobs[to]) {
      from++
      to++
    }
    newest.set(before.subarray(start, from), to - from + start)
    const a = older[from]
    const b = jobs[to]
    const order = a && b ? compareNewestFirst(a, b) : a ? -1 : 1
    if (a && order <= 0) gone.push(before[from++] ?? 0)
    if (b && order >= 0) {
      const slot = addJob(columns, b)
      newest[to++] = slot
      come.push(slot)
      if (come.length % PIECE === 0) yield
    }
  }
  const carried: JobsIndex['orders'] = new Map()
  for (const [name, order] of orders) {
    const changed = addChanges(order, gone, come)
    carried.set(name, changed)
    if (changed.gone.length + changed.come.length > MOST_WAITING) settleOrder(carried, columns, name)
    yield
  }
  const left = new Set(gone)
  return {
    columns,
    newest,
    sums: editSums(sumsBefore, columns, gone, come),
    expected: [
      ...expected.filter((slot) => !left.has(slot)),
      ...come.filter((slot) => columns.entries[slot]?.outlook),
    ],
    orders: carried,
    kept: {},
  }
}

function drain(steps: Generator<void, void>): void {
  for (const _ of steps) {
    // Nobody waits in between.
  }
}
