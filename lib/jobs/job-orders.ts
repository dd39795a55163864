import { compareCodePoints } from './code-point-order'
import type { JobColumns } from './job-columns'
import type { KnownSortField } from './query'
import { compareIds } from './snapshot'

/** Slots of jobs in an order, those without the value last, equal ones by `job_id`. */
export type JobOrder = {
  readonly slots: Uint32Array
  /** Only the order in which a snapshot stands, newest first. */
  readonly isDescending: boolean
  /** How many of them have the value. */
  readonly known: number
  isEqual(a: number, b: number): boolean
}

/** What an order compares: whether a job has the value, and which of two that have it comes first. */
type SortKey = {
  has(slot: number): boolean
  compare(a: number, b: number): number
  isEqual(a: number, b: number): boolean
}

export type Compare = (a: number, b: number) => number

/** As many as are sorted in about 5 ms. */
const PIECE = 4096

function toSortKey(field: KnownSortField, { entries, tables, values }: JobColumns): SortKey {
  if (field === 'job_name') {
    const name = (slot: number) => entries[slot]?.job_name ?? ''
    return {
      has: (slot) => name(slot) !== '',
      compare: (a, b) => compareCodePoints(name(a), name(b)),
      isEqual: (a, b) => name(a) === name(b),
    }
  }
  if (field === 'model' || field === 'status' || field === 'training_type' || field === 'creator') {
    const column = field === 'model' ? 'base_model' : field
    const numbers = values[column]
    const table = tables[column]
    const text = (slot: number) => table.values[numbers[slot] ?? 0] ?? ''
    const none = table.numbers.get('')
    const isEqual = (a: number, b: number) => numbers[a] === numbers[b]
    return {
      has: (slot) => numbers[slot] !== none,
      compare: (a, b) => (isEqual(a, b) ? 0 : compareCodePoints(text(a), text(b))),
      isEqual,
    }
  }
  const numbers = values[NUMBERS[field]]
  const number = (slot: number) => numbers[slot] ?? Number.NaN
  return {
    has: (slot) => !Number.isNaN(number(slot)),
    compare: (a, b) => number(a) - number(b),
    isEqual: (a, b) => number(a) === number(b),
  }
}

const NUMBERS = {
  create_time: 'createdAt',
  end_time: 'endedAt',
  duration: 'duration',
  usage: 'usage',
  best_eval_loss: 'best_eval_loss',
  final_loss: 'final_loss',
  steps: 'steps',
} as const

/** Compares slots by their jobs' ids, and those of one id by source; what is no slot counts as equal. */
export function toCompareIds({ entries }: JobColumns): Compare {
  return (a, b) => {
    const [one, other] = [entries[a], entries[b]]
    return one && other ? compareIds(one, other) : 0
  }
}

/** Jobs without the value last; equal ones count as equal. */
export function toCompareValues(field: KnownSortField, columns: JobColumns): Compare {
  const key = toSortKey(field, columns)
  return (a, b) => {
    const hasA = key.has(a)
    if (hasA !== key.has(b)) return hasA ? -1 : 1
    return hasA ? key.compare(a, b) : 0
  }
}

/** The order that slots stand in, with what walking along it takes. */
export function toJobOrder(field: KnownSortField, slots: Uint32Array, columns: JobColumns): JobOrder {
  const { has, isEqual } = toSortKey(field, columns)
  const known = findFirst(slots.length, (place) => !has(slots[place] ?? 0))
  return { slots, isDescending: field === 'create_time', known, isEqual }
}

/** Sorts slots, equal ones as they stood; pauses often enough that a server can answer in between. */
export function* sortInPieces(start: Uint32Array, compare: Compare): Generator<void, Uint32Array> {
  let sorted = Uint32Array.from(start)
  for (let from = 0; from < sorted.length; from += PIECE) {
    sorted.set(Array.from(sorted.subarray(from, from + PIECE)).sort(compare), from)
    yield
  }
  for (let size = PIECE; size < sorted.length; size *= 2) {
    const merged = new Uint32Array(sorted.length)
    for (let from = 0; from < sorted.length; from += 2 * size) {
      const middle = Math.min(from + size, sorted.length)
      const end = Math.min(from + 2 * size, sorted.length)
      // Ids begin with the time of creation, so much is in order already.
      if (middle === end || compare(sorted[middle - 1] ?? 0, sorted[middle] ?? 0) <= 0)
        merged.set(sorted.subarray(from, end), from)
      else yield* mergeInto(merged, sorted, from, middle, end, compare)
    }
    sorted = merged
  }
  return sorted
}

function* mergeInto(
  target: Uint32Array,
  source: Uint32Array,
  from: number,
  middle: number,
  end: number,
  compare: Compare,
): Generator<void, void> {
  let left = from
  let right = middle
  for (let at = from; at < end; at++) {
    const a = source[left] ?? 0
    const b = source[right] ?? 0
    const takesLeft = left < middle && (right >= end || compare(a, b) <= 0)
    target[at] = takesLeft ? a : b
    if (takesLeft) left++
    else right++
    if (at % (2 * PIECE) === 0) yield
  }
}

/** An order without some of its slots, and with others in their places. `compare` never says that two are equal. */
export function editOrder(
  order: Uint32Array,
  gone: readonly number[],
  come: readonly number[],
  compare: Compare,
): Uint32Array {
  const toEdit = (slot: number, skip: 0 | 1) => ({
    slot,
    skip,
    at: findFirst(order.length, (place) => compare(order[place] ?? 0, slot) >= 0),
  })
  const edits = [...gone.map((slot) => toEdit(slot, 1)), ...come.map((slot) => toEdit(slot, 0))]
  edits.sort((a, b) => a.at - b.at || a.skip - b.skip || compare(a.slot, b.slot))
  const edited = new Uint32Array(order.length - gone.length + come.length)
  let read = 0
  let written = 0
  for (const { slot, skip, at } of edits) {
    edited.set(order.subarray(read, at), written)
    written += at - read
    read = at + skip
    if (skip === 0) edited[written++] = slot
  }
  edited.set(order.subarray(read), written)
  return edited
}

/** The first of so many places from which on something holds, which then holds for all after it. */
export function findFirst(length: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
