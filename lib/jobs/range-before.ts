import { type CreatedRange, resolveCreatedRange } from './created-range'
import type { Calendar } from './periods'
import type { JobsQuery } from './query'

/** A range of `create_time` with both ends, in milliseconds since 1970: `from` included, `to` excluded. */
export type ClosedRange = { readonly from: number; readonly to: number }

/**
 * The range before the one that a query asks for, to compare with: of whole months as many months, else as long. `null`
 * where the range has no beginning. An open end is `now`.
 */
export function toRangeBefore(
  query: Pick<JobsQuery, 'created_from' | 'created_to'>,
  calendar: Calendar,
  now: number,
): ClosedRange | null {
  const range = resolveCreatedRange(query.created_from, query.created_to, now)
  if (range.from === null) return null
  const { from } = range
  const to = toEnd(range, now)
  const months = toWholeMonths({ from, to }, calendar)
  if (months > 0) return { from: calendar.toNeighbour(from, 'month', -months).start, to: from }
  return from < to ? { from: from - (to - from), to: from } : null
}

/** A range that has not ended yet ends now. */
function toEnd({ to }: CreatedRange, now: number): number {
  return to === null ? now : to
}

/** How many months a range is made of; 0 where it is not made of whole ones. */
function toWholeMonths({ from, to }: ClosedRange, calendar: Calendar): number {
  if (calendar.toPeriod(from, 'month').start !== from) return 0
  let months = 0
  let end = from
  while (end < to && months < 1200) {
    months++
    end = calendar.toPeriod(end, 'month').end
  }
  return end === to ? months : 0
}
