import { getOrder, type JobsIndex } from './index-snapshot'
import type { MirroredJob } from './job'
import type { JobOrder } from './job-orders'
import type { JobsQuery, SortField } from './query'

/**
 * The jobs of the page that a query asks for, out of the `total` ones that match. The orders are
 * made beforehand, so this only walks along one until the page is full.
 */
export function selectRows(
  index: JobsIndex,
  query: JobsQuery,
  isMatch: (slot: number) => boolean,
  total: number,
): MirroredJob[] {
  let skipped = (query.page_no - 1) * query.page_size
  const rows: MirroredJob[] = []
  if (skipped >= total) return rows
  walk(index, query.sort, (slot) => {
    if (!isMatch(slot)) return true
    const entry = index.columns.entries[slot]
    if (skipped > 0) skipped--
    else if (entry) rows.push(entry)
    return rows.length < query.page_size
  })
  return rows
}

/** Visits slots in an order until `visit` says no. */
function walk(index: JobsIndex, sort: JobsQuery['sort'], visit: (slot: number) => boolean): void {
  const isDescending = sort.startsWith('-')
  const order = getOrder(index, (isDescending ? sort.slice(1) : sort) as SortField)
  walkOrder(order, isDescending !== order.isDescending, visit)
}

/** Backwards, groups of equal jobs are taken from the last to the first, but each from its first job on. */
function walkOrder(
  { slots, known, isEqual }: JobOrder,
  backwards: boolean,
  visit: (slot: number) => boolean,
): void {
  const visitAll = (from: number, to: number): boolean => {
    for (let place = from; place < to; place++) if (!visit(slots[place] ?? 0)) return false
    return true
  }
  if (!backwards) {
    visitAll(0, slots.length)
    return
  }
  for (let end = known; end > 0; ) {
    let start = end - 1
    while (start > 0 && isEqual(slots[start - 1] ?? 0, slots[start] ?? 0)) start--
    if (!visitAll(start, end)) return
    end = start
  }
  visitAll(known, slots.length)
}
