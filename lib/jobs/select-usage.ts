import { compareCodePoints } from './code-point-order'
import { getJobsIndex } from './index-snapshot'
import { matchJobs, toFailures } from './match-jobs'
import { createCalendar, type Period, type PeriodUnit } from './periods'
import type { PriceList } from './price'
import type { JobsQuery } from './query'
import { type MappedNames, NO_NAMES } from './search'
import type { Snapshot } from './snapshot'
import { createUsageLeaves } from './usage-leaves'
import type { UsagePart, UsageSum } from './usage-sum'
import { createTally } from './usage-tally'

/** What usage can be grouped by; `model` is the base model. */
export const USAGE_GROUPS = ['model', 'creator', 'training_type', 'status'] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

export type UsageBy = {
  readonly period: PeriodUnit | null
  readonly group: UsageGroup | null
  /** IANA zone of the periods. */
  readonly tz: string
  /** So many of the latest periods are told apart, all unless said otherwise; what came before is one sum a group. */
  readonly latest?: number
}

/** The jobs of one period and one group. */
export type UsageCell = {
  /** Of `create_time`; `null` where jobs have none, nobody asked for periods, or it came before the latest ones. */
  readonly period: Period | null
  /** `null` where jobs do not say it, or nobody asked for groups. */
  readonly value: string | null
  readonly sum: UsageSum
}

/** Sums over all jobs that match; together they are all of them. */
export type UsageSelection = {
  /** By period from the earliest on, jobs without a time last; then by value, by code point, none last. Only what has jobs. */
  readonly cells: readonly UsageCell[]
  /** By value, of periods before the {@link UsageBy.latest}. */
  readonly earlier: readonly UsageCell[]
}

/** What the jobs that match come to, by period and group. `now` and `names` as in `selectJobs`. */
export function selectUsage(
  snapshot: Snapshot,
  query: JobsQuery,
  by: UsageBy,
  prices: PriceList,
  now: number,
  names: MappedNames = NO_NAMES,
): UsageSelection {
  const index = getJobsIndex(snapshot)
  const { values, kinds } = index.columns
  const { kind, createdAt, usage, duration } = values
  const failures = toFailures(index, query)
  const slots = matchJobs(index, query, failures, now, names)
  const leaves = createUsageLeaves(index, prices, by.group === 'model' ? 'base_model' : by.group)
  const tally = createTally()
  const rounds = createRounds(by, (open) => tally.flush(leaves.list, open))
  for (let place = 0; place < slots.length; place++) {
    const slot = slots[place] ?? 0
    const number = kind[slot] ?? 0
    if (failures[number] !== 0 || (query.deleted === 'exclude' && kinds.isDeleted[number])) continue
    rounds.reach(createdAt[slot] ?? Number.NaN)
    tally.add(leaves.find(slot), usage[slot] ?? Number.NaN, duration[slot] ?? Number.NaN)
    if (tally.isFull()) rounds.flush()
  }
  return rounds.end()
}

/** Puts jobs, which come newest first and undated ones last, into periods. */
function createRounds(
  { period: unit, tz, latest }: UsageBy,
  flushInto: (open: (value: string | null) => UsagePart[]) => void,
) {
  const calendar = createCalendar(tz)
  const dated: UsageCell[][] = []
  const [earlier, others]: [UsageCell[], UsageCell[]] = [[], []]
  let isFirst = true
  let period: Period | null = null
  /** When the period at hand begins: jobs from then on are in it. */
  let start = Number.POSITIVE_INFINITY
  let since = Number.NEGATIVE_INFINITY
  let target = others
  let current = new Map<string | null, UsagePart[]>()

  function begin(time: number): void {
    flush()
    current = new Map()
    period = unit && time >= since && Number.isFinite(time) ? calendar.toPeriod(time, unit) : null
    target = period ? [] : time < since && Number.isFinite(time) ? earlier : others
    start = period?.start ?? (target === earlier ? -Number.MAX_VALUE : Number.NEGATIVE_INFINITY)
    if (!period || !unit) return
    dated.push(target)
    if (isFirst && latest !== undefined) since = calendar.toNeighbour(period.start, unit, 1 - latest).start
    isFirst = false
  }

  /** The sum of a value in the period at hand. */
  function open(value: string | null): UsagePart[] {
    const known = current.get(value)
    if (known) return known
    const sum: UsagePart[] = []
    current.set(value, sum)
    target.push({ period, value, sum })
    return sum
  }

  const flush = () => flushInto(open)

  return {
    /** Begins the period of a job of this time, unless it is the one at hand. */
    reach(createdAt: number): void {
      const time = Number.isNaN(createdAt) ? Number.NEGATIVE_INFINITY : createdAt
      if (time < start) begin(time)
    },
    flush,
    end(): UsageSelection {
      flush()
      return {
        cells: [...dated.reverse(), others].flatMap((cells) => cells.sort(compareValues)),
        earlier: earlier.sort(compareValues),
      }
    },
  }
}

/** By code point, none last. */
export function compareValues(
  { value: a }: Pick<UsageCell, 'value'>,
  { value: b }: Pick<UsageCell, 'value'>,
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareCodePoints(a, b)
}
