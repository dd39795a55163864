import { resolveCreatedRange } from './created-range'
import type { JobsIndex } from './index-snapshot'
import { findFirst } from './job-orders'
import { keepMatches } from './match-words'
import type { JobsQuery } from './query'
import type { MappedNames } from './search'
import type { TextTable } from './text-table'

export const FAILS_STATUS = 1
export const FAILS_MODEL = 2
export const FAILS_TYPE = 4
export const FAILS_CREATOR = 8
export const FAILS_SOURCE = 16
/** Of a kind whose jobs count nowhere, be it in a facet. */
export const FAILS_ALL = 255

/**
 * By kind: 0 where its jobs match, else the one filter that they fail; those still count in that filter's facet. Deleted
 * ones are judged as others are, unless the query is for them `only`.
 */
export function toFailures({ columns: { kinds, tables } }: JobsIndex, query: JobsQuery): Uint8Array {
  const { status, model, base_model, training_type, creator } = kinds.texts
  const statuses = toFilter(tables.status, query.status)
  const models = toFilter(tables.model, query.model)
  const baseModels = toFilter(tables.base_model, query.model)
  const types = toFilter(tables.training_type, query.training_type)
  const creators = toFilter(tables.creator, query.creator)
  const sources = toFilter(kinds.sources, query.source)
  const isSeveral = sources.length > 0
  const failures = new Uint8Array(kinds.isDeleted.length)
  for (let kind = 0; kind < failures.length; kind++) {
    let failed = statuses[status[kind] ?? 0] === 0 ? FAILS_STATUS : 0
    if (baseModels[base_model[kind] ?? 0] === 0 && models[model[kind] ?? 0] === 0) failed |= FAILS_MODEL
    if (types[training_type[kind] ?? 0] === 0) failed |= FAILS_TYPE
    if (creators[creator[kind] ?? 0] === 0) failed |= FAILS_CREATOR
    if (isSeveral && sources[kinds.source[kind] ?? 0] === 0) failed |= FAILS_SOURCE
    // No bit or one.
    if ((failed & (failed - 1)) !== 0 || (query.deleted === 'only' && !kinds.isDeleted[kind]))
      failed = FAILS_ALL
    failures[kind] = failed
  }
  return failures
}

/** By number of a text: 1 where the filter lets it pass. */
function toFilter({ values, numbers }: TextTable, selected: readonly string[]): Uint8Array {
  if (selected.length === 0) return new Uint8Array(values.length).fill(1)
  const passes = new Uint8Array(values.length)
  for (const value of selected) {
    const number = numbers.get(value)
    if (number !== undefined) passes[number] = 1
  }
  return passes
}

/** Whether a query leaves all jobs to its filters, so that kinds alone decide. */
export function isOfKinds(query: JobsQuery): boolean {
  return query.q === '' && query.created_from === '' && query.created_to === ''
}

/**
 * Slots of the jobs that hold range and words of a query and fail at most one filter, newest first. `failures` are
 * {@link toFailures}; `now` and `names` as in `selectJobs`.
 */
export function matchJobs(
  index: JobsIndex,
  query: JobsQuery,
  failures: Uint8Array,
  now: number,
  names: MappedNames,
): Uint32Array {
  const { newest, kept } = index
  const { kind } = index.columns.values
  const [start, end] = findCreatedRange(index, query, now)
  const { q, status, model, training_type, creator, deleted } = query
  // All that `failures` follow from is in it.
  const key = JSON.stringify([q, start, end, status, model, training_type, creator, deleted === 'only'])
  if (kept.match?.key === key && kept.match.names === names) return kept.match.slots
  const slots = new Uint32Array(end - start)
  let count = 0
  for (let place = start; place < end; place++) {
    const at = newest[place] ?? 0
    if (failures[kind[at] ?? 0] !== FAILS_ALL) slots[count++] = at
  }
  const matched = slots.subarray(0, keepMatches(index.columns, q, names, slots, count))
  if (q !== '') kept.match = { key, names, slots: matched }
  return matched
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
