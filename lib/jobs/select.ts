import { compareCodePoints } from './code-point-order'
import { getJobsIndex, type JobsIndex } from './index-snapshot'
import type { MirroredJob } from './job'
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
import type { PriceList } from './price'
import type { FilterName, JobsQuery } from './query'
import { type MappedNames, NO_NAMES } from './search'
import { sumCost } from './select-cost'
import { selectRows } from './select-rows'
import type { Snapshot } from './snapshot'
import type { UsageCost } from './usage-sum'

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
  /** When the first of the running jobs that match is expected to end (ms since 1970), as far as their logs were read. */
  nextEndAt: number | null
}

/** A selection with what the jobs that match cost, by our estimate. */
export type PricedSelection = Selection & { cost: UsageCost }

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
  return select(getJobsIndex(snapshot), query, now, names).selection
}

/** The same, and what it costs. */
export function selectPricedJobs(
  snapshot: Snapshot,
  query: JobsQuery,
  prices: PriceList,
  now: number,
  names: MappedNames = NO_NAMES,
): PricedSelection {
  const index = getJobsIndex(snapshot)
  const { selection, listed, slots } = select(index, query, now, names)
  return { ...selection, cost: sumCost(index, listed, slots, prices) }
}

/** `listed` kinds and `slots` as {@link sumCost} takes them. */
function select(
  index: JobsIndex,
  query: JobsQuery,
  now: number,
  names: MappedNames,
): { selection: Selection; listed: Uint8Array; slots: Uint32Array | null } {
  const { tables, kinds } = index.columns
  const failures = toFailures(index, query)
  const listed = toListed(index, failures, query)
  // Sums of kinds stand ready where filters alone decide; else the jobs are counted one by one.
  const isReady = isOfKinds(query) && index.sums.isExact
  const slots = isReady ? null : matchJobs(index, query, failures, now, names)
  const { jobs, usage, duration, isMatch } = slots ? sumSlots(index, listed, slots) : sumKinds(index, listed)
  const counts = {
    status: new Uint32Array(tables.status.values.length),
    model: new Uint32Array(tables.base_model.values.length),
    training_type: new Uint32Array(tables.training_type.values.length),
    creator: new Uint32Array(tables.creator.values.length),
    source: new Uint32Array(kinds.sources.values.length),
  }
  const isSeveral = counts.source.length > 0
  let total = 0
  let deleted = 0
  for (let kind = 0; kind < failures.length; kind++) {
    const failed = failures[kind] ?? 0
    const count = jobs[kind] ?? 0
    if (count === 0 || failed === FAILS_ALL) continue
    if (query.deleted === 'exclude' && kinds.isDeleted[kind]) {
      if (failed === 0) deleted += count
      continue
    }
    if (failed === 0) total += count
    if ((failed & ~FAILS_STATUS) === 0) add(counts.status, kinds.texts.status[kind], count)
    if ((failed & ~FAILS_MODEL) === 0) add(counts.model, kinds.texts.base_model[kind], count)
    if ((failed & ~FAILS_TYPE) === 0) add(counts.training_type, kinds.texts.training_type[kind], count)
    if ((failed & ~FAILS_CREATOR) === 0) add(counts.creator, kinds.texts.creator[kind], count)
    if (isSeveral && (failed & ~FAILS_SOURCE) === 0) add(counts.source, kinds.source[kind], count)
  }

  const facets = {
    status: toFacet(tables.status.values, counts.status, query.status),
    model: toFacet(tables.base_model.values, counts.model, query.model),
    training_type: toFacet(tables.training_type.values, counts.training_type, query.training_type),
    creator: toFacet(tables.creator.values, counts.creator, query.creator),
    source: toFacet(kinds.sources.values, counts.source, query.source),
  }
  const selection = {
    total,
    rows: selectRows(index, query, isMatch, total),
    totals: {
      jobs: total,
      usage,
      duration_seconds: duration,
      by_status: toStatusCounts(facets.status, query.status),
    },
    facets,
    deleted,
    nextEndAt: toNextEnd(index, isMatch, now),
  }
  return { selection, listed, slots }
}

function add(counts: Uint32Array, number: number | undefined, jobs: number): void {
  counts[number ?? 0] = (counts[number ?? 0] ?? 0) + jobs
}

/** By kind: 1 where its jobs are listed. */
function toListed({ columns: { kinds } }: JobsIndex, failures: Uint8Array, query: JobsQuery): Uint8Array {
  const listed = new Uint8Array(failures.length)
  for (let kind = 0; kind < failures.length; kind++)
    if (failures[kind] === 0 && !(query.deleted === 'exclude' && kinds.isDeleted[kind])) listed[kind] = 1
  return listed
}

/** Jobs by kind, what the listed ones come to, and whether a slot is of one of these. */
type Sums = {
  readonly jobs: Float64Array
  readonly usage: number
  readonly duration: number
  readonly isMatch: (slot: number) => boolean
}

/** All jobs of the snapshot. */
function sumKinds({ columns: { values }, sums }: JobsIndex, listed: Uint8Array): Sums {
  let usage = 0
  let duration = 0
  for (let kind = 0; kind < listed.length; kind++) {
    if (listed[kind] !== 1) continue
    usage += sums.usage[kind] ?? 0
    duration += sums.duration[kind] ?? 0
  }
  return { jobs: sums.jobs, usage, duration, isMatch: (slot) => listed[values.kind[slot] ?? 0] === 1 }
}

/** The jobs of some slots. */
function sumSlots({ columns: { values } }: JobsIndex, listed: Uint8Array, slots: Uint32Array): Sums {
  const jobs = new Float64Array(listed.length)
  const matched = new Uint8Array(values.kind.length)
  let usage = 0
  let duration = 0
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] ?? 0
    const kind = values.kind[slot] ?? 0
    jobs[kind] = (jobs[kind] ?? 0) + 1
    if (listed[kind] !== 1) continue
    matched[slot] = 1
    usage += values.usage[slot] || 0
    duration += values.duration[slot] || 0
  }
  return { jobs, usage, duration, isMatch: (slot) => matched[slot] === 1 }
}

function toNextEnd({ columns, expected }: JobsIndex, isMatch: Sums['isMatch'], now: number): number | null {
  const ends = expected
    .filter(isMatch)
    .map((slot) => columns.entries[slot]?.outlook?.expectedEndAt ?? 0)
    .filter((end) => end > now)
  return ends.length === 0 ? null : Math.min(...ends)
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
