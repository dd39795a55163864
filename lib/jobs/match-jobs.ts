import { resolveCreatedRange } from './created-range'
import type { JobsIndex } from './index-snapshot'
import type { ValueColumn } from './job-columns'
import { findFirst } from './job-orders'
import { keepMatches } from './match-words'
import type { JobsQuery } from './query'
import type { MappedNames } from './search'

export const FAILS_STATUS = 1
export const FAILS_MODEL = 2
export const FAILS_TYPE = 4
export const FAILS_CREATOR = 8

/** What a query finds, before its page is cut out and its sums are made. */
export type Matches = {
  /** Slots of jobs that hold range and words and fail at most one filter, newest first; listed or not, but for `only`. */
  readonly slots: Uint32Array
  /** By slot: the filter that it fails, 0 for none. One that fails a single filter still counts in that filter's facet. */
  readonly fails: Uint8Array
}

/** Finds the jobs of a query. `now` and `names` as in `selectJobs`. */
export function matchJobs(index: JobsIndex, query: JobsQuery, now: number, names: MappedNames): Matches {
  const { newest } = index
  const { values, length } = index.columns
  const { isDeleted, status, model, base_model, training_type, creator } = values
  const [start, end] = findCreatedRange(index, query, now)
  const statuses = toFilter(index, 'status', query.status)
  const models = toFilter(index, 'model', query.model)
  const baseModels = toFilter(index, 'base_model', query.model)
  const types = toFilter(index, 'training_type', query.training_type)
  const creators = toFilter(index, 'creator', query.creator)
  const slots = new Uint32Array(end - start)
  const fails = new Uint8Array(length)
  let count = 0
  for (let place = start; place < end; place++) {
    const at = newest[place] ?? 0
    if (query.deleted === 'only' && isDeleted[at] === 0) continue
    let failed = statuses[status[at] ?? 0] === 0 ? FAILS_STATUS : 0
    if (baseModels[base_model[at] ?? 0] === 0 && models[model[at] ?? 0] === 0) failed |= FAILS_MODEL
    if (types[training_type[at] ?? 0] === 0) failed |= FAILS_TYPE
    if (creators[creator[at] ?? 0] === 0) failed |= FAILS_CREATOR
    // No bit or one.
    if ((failed & (failed - 1)) !== 0) continue
    fails[at] = failed
    slots[count++] = at
  }
  count = keepMatches(index.columns, query.q, names, slots, count)
  return { slots: slots.subarray(0, count), fails }
}

/** By number of a text: 1 where the filter lets it pass. */
function toFilter(index: JobsIndex, name: ValueColumn, selected: readonly string[]): Uint8Array {
  const { values, numbers } = index.columns.tables[name]
  if (selected.length === 0) return new Uint8Array(values.length).fill(1)
  const passes = new Uint8Array(values.length)
  for (const value of selected) {
    const number = numbers.get(value)
    if (number !== undefined) passes[number] = 1
  }
  return passes
}

/** Places from the first to after the last job of the range: jobs stand newest first, undated ones last. */
function findCreatedRange(
  { newest, columns: { values } }: JobsIndex,
  query: JobsQuery,
  now: number,
): [start: number, end: number] {
  const { from, to } = resolveCreatedRange(query.created_from, query.created_to, now)
  const { createdAt } = values
  const toFirst = (bound: number) =>
    findFirst(newest.length, (place) => !((createdAt[newest[place] ?? 0] ?? Number.NaN) >= bound))
  if (from === null && to === null) return [0, newest.length]
  const end = toFirst(from ?? Number.NEGATIVE_INFINITY)
  return [to === null ? 0 : Math.min(end, toFirst(to)), end]
}
