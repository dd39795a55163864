import { compareCodePoints } from './code-point-order'
import { getJobsIndex } from './index-snapshot'
import type { MirroredJob } from './job'
import { FAILS_CREATOR, FAILS_MODEL, FAILS_STATUS, FAILS_TYPE, matchJobs } from './match-jobs'
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
  const { tables, values, length } = index.columns
  const { isDeleted, status, base_model, training_type, creator } = values
  const counts = {
    status: new Uint32Array(tables.status.values.length),
    model: new Uint32Array(tables.base_model.values.length),
    training_type: new Uint32Array(tables.training_type.values.length),
    creator: new Uint32Array(tables.creator.values.length),
  }
  const { slots, fails } = matchJobs(index, query, now, names)

  const matched = new Uint8Array(length)
  let total = 0
  let usage = 0
  let duration_seconds = 0
  let deleted = 0
  for (const at of slots) {
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
