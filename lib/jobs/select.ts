import { compareCodePoints } from './code-point-order'
import { resolveCreatedRange } from './created-range'
import { getJobsIndex, type JobsIndex } from './index-snapshot'
import type { MirroredJob } from './job'
import type { ValueColumn } from './job-columns'
import { findFirst } from './job-orders'
import { keepMatches } from './match-words'
import type { FilterName, JobsQuery } from './query'
import type { MappedNames } from './search'
import { selectRows } from './select-rows'
import type { Snapshot } from './snapshot'

export type FacetCount = { value: string; count: number }

/** What a query selects of a snapshot; totals and facets are over all jobs that match, not over the page. */
export type Selection = {
  total: number
  /** The jobs of the page. */
  rows: MirroredJob[]
  totals: {
    jobs: number
    /** Tokens. */
    usage: number
    /** Of jobs that have ended. */
    duration_seconds: number
    by_status: Record<string, number>
  }
  /** By parameter, each with its own filter off, most frequent first, ties by code point. */
  facets: Record<FilterName, FacetCount[]>
  /** Jobs that match but for being deleted, while `deleted` is `exclude`; else 0. */
  deleted: number
}

const FAILS_STATUS = 1
const FAILS_MODEL = 2
const FAILS_TYPE = 4
const FAILS_CREATOR = 8

/**
 * Filters, sorts, pages and counts. `now` (ms since 1970, UTC) is what relative dates are relative to; `names` are what
 * people call accounts and files, for `q`. Pure: the same arguments give the same answer.
 */
export function selectJobs(
  snapshot: Snapshot,
  query: JobsQuery,
  now: number,
  names: MappedNames = {},
): Selection {
  const index = getJobsIndex(snapshot)
  const { newest } = index
  const { tables, values, length } = index.columns
  const { isDeleted, status, model, base_model, training_type, creator } = values
  const [start, end] = findCreatedRange(index, query, now)
  const statuses = toFilter(index, 'status', query.status)
  const models = toFilter(index, 'model', query.model)
  const baseModels = toFilter(index, 'base_model', query.model)
  const types = toFilter(index, 'training_type', query.training_type)
  const creators = toFilter(index, 'creator', query.creator)
  const counts = {
    status: new Uint32Array(tables.status.values.length),
    model: new Uint32Array(tables.base_model.values.length),
    training_type: new Uint32Array(tables.training_type.values.length),
    creator: new Uint32Array(tables.creator.values.length),
  }
  const slots = new Uint32Array(end - start)
  /** By slot: the filter that it fails. One that fails a single filter still counts in that filter's facet. */
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

  const matched = new Uint8Array(length)
  let total = 0
  let usage = 0
  let duration_seconds = 0
  let deleted = 0
  for (let place = 0; place < count; place++) {
    const at = slots[place] ?? 0
    const failed = fails[at] ?? 0
    if (query.deleted === 'exclude' && isDeleted[at] === 1) {
      if (failed === 0) deleted++
      continue
    }
    if (failed === 0) {
      matched[at] = 1
      total++
      usage += values.usage[at] || 0
      duration_seconds += values.duration[at] || 0
    }
    if ((failed & ~FAILS_STATUS) === 0) add(counts.status, status[at])
    if ((failed & ~FAILS_MODEL) === 0) add(counts.model, base_model[at])
    if ((failed & ~FAILS_TYPE) === 0) add(counts.training_type, training_type[at])
    if ((failed & ~FAILS_CREATOR) === 0) add(counts.creator, creator[at])
  }

  const facets = {
    status: toFacet(tables.status.values, counts.status, query.status),
    model: toFacet(tables.base_model.values, counts.model, query.model),
    training_type: toFacet(tables.training_type.values, counts.training_type, query.training_type),
    creator: toFacet(tables.creator.values, counts.creator, query.creator),
  }
  return {
    total,
    rows: selectRows(index, query, matched, total),
    totals: { jobs: total, usage, duration_seconds, by_status: toStatusCounts(facets.status, query.status) },
    facets,
    deleted,
  }
}

function add(counts: Uint32Array, number = 0): void {
  counts[number] = (counts[number] ?? 0) + 1
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

function toFacet(values: readonly string[], counts: Uint32Array, selected: readonly string[]): FacetCount[] {
  const chosen = new Set(selected)
  const facet: FacetCount[] = []
  for (const [number, count] of counts.entries()) {
    const value = values[number] ?? ''
    if (value !== '' && (count > 0 || chosen.delete(value))) facet.push({ value, count })
    chosen.delete(value)
  }
  for (const value of chosen) facet.push({ value, count: 0 })
  return facet.sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
}

/** Statuses of the jobs that match: the facet without what its own filter leaves out. */
function toStatusCounts(facet: readonly FacetCount[], selected: readonly string[]): Record<string, number> {
  const counted = facet.filter(
    ({ value, count }) => count > 0 && (selected.length === 0 || selected.includes(value)),
  )
  return Object.fromEntries(counted.map(({ value, count }) => [value, count]))
}
