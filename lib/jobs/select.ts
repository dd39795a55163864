import { compareCodePoints } from './code-point-order'
import { getJobsIndex, type JobsIndex } from './index-snapshot'
import type { MirroredJob } from './job'
import { createKindSums, type KindSums } from './job-kinds'
import {
  FAILS_ALL,
  FAILS_CREATOR,
  FAILS_MODEL,
  FAILS_SOURCE,
  FAILS_STATUS,
  FAILS_TYPE,
  isOfKinds,
  matchJobs,
  toFailures,
} from './match-jobs'
import type { FilterName, JobsQuery } from './query'
import { type MappedNames, NO_NAMES } from './search'
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
  /** By parameter, each with its own filter off, most frequent first, ties by code point; of `source` none where there is one account. */
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
  names: MappedNames = NO_NAMES,
): Selection {
  const index = getJobsIndex(snapshot)
  const { tables, kinds, values } = index.columns
  const failures = toFailures(index, query)
  // Sums of kinds stand ready where filters alone decide; else the jobs are counted one by one.
  const isReady = isOfKinds(query) && index.sums.isExact
  const slots = isReady ? null : matchJobs(index, query, failures, now, names)
  const sums = slots ? sumSlots(index, slots) : index.sums
  const counts = {
    status: new Uint32Array(tables.status.values.length),
    model: new Uint32Array(tables.base_model.values.length),
    training_type: new Uint32Array(tables.training_type.values.length),
    creator: new Uint32Array(tables.creator.values.length),
    source: new Uint32Array(kinds.sources.values.length),
  }
  const isSeveral = counts.source.length > 0
  /** By kind: 1 where its jobs are listed. */
  const listed = new Uint8Array(failures.length)
  let total = 0
  let usage = 0
  let duration_seconds = 0
  let deleted = 0
  for (let kind = 0; kind < failures.length; kind++) {
    const failed = failures[kind] ?? 0
    const jobs = sums.jobs[kind] ?? 0
    if (jobs === 0 || failed === FAILS_ALL) continue
    if (query.deleted === 'exclude' && kinds.isDeleted[kind]) {
      if (failed === 0) deleted += jobs
      continue
    }
    if (failed === 0) {
      listed[kind] = 1
      total += jobs
      usage += sums.usage[kind] ?? 0
      duration_seconds += sums.duration[kind] ?? 0
    }
    if ((failed & ~FAILS_STATUS) === 0) add(counts.status, kinds.texts.status[kind], jobs)
    if ((failed & ~FAILS_MODEL) === 0) add(counts.model, kinds.texts.base_model[kind], jobs)
    if ((failed & ~FAILS_TYPE) === 0) add(counts.training_type, kinds.texts.training_type[kind], jobs)
    if ((failed & ~FAILS_CREATOR) === 0) add(counts.creator, kinds.texts.creator[kind], jobs)
    if (isSeveral && (failed & ~FAILS_SOURCE) === 0) add(counts.source, kinds.source[kind], jobs)
  }

  const facets = {
    status: toFacet(tables.status.values, counts.status, query.status),
    model: toFacet(tables.base_model.values, counts.model, query.model),
    training_type: toFacet(tables.training_type.values, counts.training_type, query.training_type),
    creator: toFacet(tables.creator.values, counts.creator, query.creator),
    source: toFacet(kinds.sources.values, counts.source, query.source),
  }
  return {
    total,
    rows: selectRows(index, query, toMatch(values.kind, listed, slots), total),
    totals: { jobs: total, usage, duration_seconds, by_status: toStatusCounts(facets.status, query.status) },
    facets,
    deleted,
  }
}

function add(counts: Uint32Array, number: number | undefined, jobs: number): void {
  counts[number ?? 0] = (counts[number ?? 0] ?? 0) + jobs
}

/** What some jobs come to, by kind. */
function sumSlots({ columns: { kinds, values } }: JobsIndex, slots: Uint32Array): KindSums {
  const sums = createKindSums(kinds.isDeleted.length)
  const { kind, usage, duration } = values
  for (const slot of slots) {
    const number = kind[slot] ?? 0
    sums.jobs[number] = (sums.jobs[number] ?? 0) + 1
    sums.usage[number] = (sums.usage[number] ?? 0) + (usage[slot] || 0)
    sums.duration[number] = (sums.duration[number] ?? 0) + (duration[slot] || 0)
  }
  return sums
}

/** Whether a slot belongs to a listed kind, and to `slots` where the kind does not decide alone. */
function toMatch(
  kind: Uint32Array,
  listed: Uint8Array,
  slots: Uint32Array | null,
): (slot: number) => boolean {
  if (!slots) return (slot) => listed[kind[slot] ?? 0] === 1
  const matched = new Uint8Array(kind.length)
  for (const slot of slots) matched[slot] = listed[kind[slot] ?? 0] ?? 0
  return (slot) => matched[slot] === 1
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
