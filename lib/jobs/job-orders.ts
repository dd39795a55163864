import { compareCodePoints } from './code-point-order'
import type { MirroredJob } from './job'
import type { JobColumns, Tables } from './job-columns'
import type { SortField } from './query'

/** Positions of jobs in an order, those without the value last, equal ones by `job_id`. */
export type JobOrder = {
  readonly positions: Uint32Array
  /** Only the order in which a snapshot stands, newest first. */
  readonly isDescending: boolean
  /** How many of them have the value. */
  readonly known: number
  isEqual(a: number, b: number): boolean
}

export type JobOrders = Readonly<Record<SortField, JobOrder>>

/** Every order but the one in which a snapshot stands already. */
export type OrderedField = Exclude<SortField, 'create_time'>

/** What an order compares: whether a job has the value, and which of two that have it comes first. */
type SortKey = {
  has(at: number): boolean
  compare(a: number, b: number): number
  isEqual(a: number, b: number): boolean
}

type Compare = (a: number, b: number) => number

/** As many as are sorted in about 5 ms. */
const PIECE = 4096

/** The column that an order goes by. */
export const SORT_COLUMNS = {
  end_time: 'endedAt',
  duration: 'duration',
  usage: 'usage',
  job_name: 'job_name',
  model: 'base_model',
  status: 'status',
} as const

export function toSortKey(
  field: OrderedField,
  jobs: readonly MirroredJob[],
  columns: JobColumns,
  tables: Tables,
): SortKey {
  const values = columns[SORT_COLUMNS[field]]
  const isEqual = (a: number, b: number) => values[a] === values[b]
  if (field === 'job_name') {
    const name = (at: number) => jobs[at]?.job_name ?? ''
    return { has: (at) => name(at) !== '', compare: (a, b) => compareCodePoints(name(a), name(b)), isEqual }
  }
  if (field === 'model' || field === 'status') {
    const table = tables[SORT_COLUMNS[field]]
    const ranks = toRanks(table.values)
    const rank = (at: number) => ranks[values[at] ?? 0] ?? 0
    const none = table.numbers.get('')
    return { has: (at) => values[at] !== none, compare: (a, b) => rank(a) - rank(b), isEqual }
  }
  const value = (at: number) => values[at] ?? Number.NaN
  return { has: (at) => !Number.isNaN(value(at)), compare: (a, b) => value(a) - value(b), isEqual }
}

/** The rank of each text by code point. */
function toRanks(values: readonly string[]): Uint32Array {
  const ranks = new Uint32Array(values.length)
  const sorted = values.map((value, number) => ({ value, number }))
  sorted.sort((a, b) => compareCodePoints(a.value, b.value))
  for (const [rank, { number }] of sorted.entries()) ranks[number] = rank
  return ranks
}

/** Turns a key into a whole order: jobs without the value last, ties by the rank of their id. */
export function toCompare(key: SortKey, idRanks: Uint32Array): Compare {
  return (a, b) => {
    const hasA = key.has(a)
    if (hasA !== key.has(b)) return hasA ? -1 : 1
    return (hasA ? key.compare(a, b) : 0) || (idRanks[a] ?? 0) - (idRanks[b] ?? 0)
  }
}

export function toJobOrder(positions: Uint32Array, key: SortKey): JobOrder {
  let known = positions.length
  while (known > 0 && !key.has(positions[known - 1] ?? 0)) known--
  return { positions, isDescending: false, known, isEqual: key.isEqual }
}

/** The order in which a snapshot stands: by `create_time`, newest first. */
export function toSnapshotOrder({ createdAt }: JobColumns): JobOrder {
  const positions = new Uint32Array(createdAt.length)
  for (let at = 0; at < positions.length; at++) positions[at] = at
  let known = positions.length
  while (known > 0 && Number.isNaN(createdAt[known - 1])) known--
  return { positions, isDescending: true, known, isEqual: (a, b) => createdAt[a] === createdAt[b] }
}

/** The inverse of an order: at each position its place. */
export function toPlaces(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place
  return places
}

/** Sorts positions, pausing often enough that a server can answer in between. */
export function* sortInPieces(start: Uint32Array, compare: Compare): Generator<void, Uint32Array> {
  let sorted = Uint32Array.from(start)
  for (let from = 0; from < sorted.length; from += PIECE) {
    sorted.set(Array.from(sorted.subarray(from, from + PIECE)).sort(compare), from)
    yield
  }
  for (let size = PIECE; size < sorted.length; size *= 2) {
    const merged = new Uint32Array(sorted.length)
    for (let from = 0; from < sorted.length; from += 2 * size) {
      mergeInto(
        merged,
        sorted,
        from,
        Math.min(from + size, sorted.length),
        Math.min(from + 2 * size, sorted.length),
        compare,
      )
      yield
    }
    sorted = merged
  }
  return sorted
}

function mergeInto(
  target: Uint32Array,
  source: Uint32Array,
  from: number,
  middle: number,
  end: number,
  compare: Compare,
): void {
  let left = from
  let right = middle
  for (let at = from; at < end; at++) {
    const a = source[left] ?? 0
    const b = source[right] ?? 0
    const takesLeft = left < middle && (right >= end || compare(a, b) <= 0)
    target[at] = takesLeft ? a : b
    if (takesLeft) left++
    else right++
  }
}

/**
 * An order carried over to the next snapshot: positions moved (`moved` says where to, -1 is gone), `added` ones put in
 * their places. `compare` knows the new positions.
 */
export function carryOrder(
  order: Uint32Array,
  moved: Int32Array,
  added: readonly number[],
  compare: Compare,
): Uint32Array {
  const kept = new Uint32Array(order.length)
  let count = 0
  for (let place = 0; place < order.length; place++) {
    const to = moved[order[place] ?? 0] ?? -1
    if (to >= 0) kept[count++] = to
  }
  const next = new Uint32Array(count + added.length)
  let from = 0
  for (const [index, position] of [...added].sort(compare).entries()) {
    const place = findPlace(kept, from, count, position, compare)
    next.set(kept.subarray(from, place), from + index)
    next[place + index] = position
    from = place
  }
  next.set(kept.subarray(from, count), from + added.length)
  return next
}

function findPlace(order: Uint32Array, from: number, to: number, position: number, compare: Compare): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order[middle] ?? 0, position) < 0) low = middle + 1
    else high = middle
  }
  return low
}
