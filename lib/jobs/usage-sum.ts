import { serializeAmount } from './money'
import type { CostState, DatedPrice } from './price'

/** What some jobs come to. */
export type UsageFigures = {
  jobs: number
  /** Tokens that DashScope told. */
  usage: number
  /** Jobs of which it told none yet. */
  usage_unknown: number
  /** `end_time` minus `create_time`, of jobs that have ended. */
  duration_seconds: number
  /** Jobs that DashScope no longer lists. */
  deleted_jobs: number
  by_status: Record<string, number>
  cost: UsageCost
}

/** An estimate: what the priced jobs cost, each currency by itself, and how many jobs stand in each state. */
export type UsageCost = {
  /** Decimal numbers with every digit; none where no job is priced. */
  amounts: { currency: string; amount: string }[]
} & Record<CostState, number>

/** What figures tell of a job but for its numbers. */
export type UsageClass = {
  readonly status: string
  readonly isDeleted: boolean
  /** A price, or why there is none. */
  readonly cost: DatedPrice | Exclude<CostState, 'priced'>
}

/** What some jobs of one class come to. */
export type UsagePart = {
  readonly of: UsageClass
  readonly jobs: number
  /** Tokens, exact: what would be too many of them is another part. */
  readonly usage: number
  readonly unknown: number
  readonly duration: number
}

/** What some jobs come to, in parts that no query needs to add up before it knows with what. */
export type UsageSum = readonly UsagePart[]

/** Below this, whole numbers are exact whatever is added that a job can have. */
export const MOST_EXACT = 2 ** 52

/** What some sums come to together. Money is reckoned once for each price, and only then rounded by who shows it. */
export function toUsageFigures(sums: Iterable<UsageSum>): UsageFigures {
  const statuses = new Map<string, number>()
  const states = { priced: 0, not_billed: 0, pending: 0, no_price: 0 }
  const bill = createBill()
  const figures = { jobs: 0, usage: 0, usage_unknown: 0, duration_seconds: 0, deleted_jobs: 0 }
  for (const sum of sums) {
    for (const { of, jobs, usage, unknown, duration } of sum) {
      figures.jobs += jobs
      figures.usage += usage
      figures.usage_unknown += unknown
      figures.duration_seconds += duration
      if (of.isDeleted) figures.deleted_jobs += jobs
      statuses.set(of.status, (statuses.get(of.status) ?? 0) + jobs)
      if (typeof of.cost === 'string') states[of.cost] += jobs
      else {
        states.priced += jobs
        bill.add(of.cost, usage)
      }
    }
  }
  return {
    ...figures,
    by_status: Object.fromEntries([...statuses].sort(([a], [b]) => (a < b ? -1 : 1))),
    cost: { amounts: bill.amounts(), ...states },
  }
}

/** Adds up tokens by price, and tells what they cost. */
export function createBill() {
  const tokens = new Map<DatedPrice, number>()
  const units = new Map<string, bigint>()
  const charge = ({ price, units: each }: DatedPrice, count: number) =>
    units.set(price.currency, (units.get(price.currency) ?? 0n) + BigInt(count) * each)
  return {
    add(dated: DatedPrice, count: number) {
      const sum = (tokens.get(dated) ?? 0) + count
      tokens.set(dated, sum < MOST_EXACT ? sum : 0)
      if (sum >= MOST_EXACT) charge(dated, sum)
    },
    /** Ends it. */
    amounts(): UsageCost['amounts'] {
      for (const [dated, count] of tokens) charge(dated, count)
      return [...units]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, amount]) => ({ currency, amount: serializeAmount(amount) }))
    },
  }
}
