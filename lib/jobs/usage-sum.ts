import { serializeAmount } from './money'
import { COST_STATES, type CostState, type DatedPrice } from './price'

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

/** Figures while they are being added up. Tokens are kept by price, so that money is reckoned once and exactly. */
export type UsageSum = {
  jobs: number
  usage: number
  usageUnknown: number
  duration: number
  deleted: number
  readonly statuses: Map<string, number>
  readonly states: Record<CostState, number>
  readonly tokens: Map<DatedPrice, number>
  /** Full sums, put aside before they stop being exact. */
  readonly full: { dated: DatedPrice; tokens: number }[]
}

/** Below this, whole numbers are exact whatever is added that a job can have. */
const MOST_EXACT = 2 ** 52

export function createUsageSum(): UsageSum {
  return {
    jobs: 0,
    usage: 0,
    usageUnknown: 0,
    duration: 0,
    deleted: 0,
    statuses: new Map(),
    states: { priced: 0, not_billed: 0, pending: 0, no_price: 0 },
    tokens: new Map(),
    full: [],
  }
}

export function addTokens({ tokens, full }: UsageSum, dated: DatedPrice, count: number): void {
  const sum = tokens.get(dated) ?? 0
  if (sum + count < MOST_EXACT) return void tokens.set(dated, sum + count)
  full.push({ dated, tokens: sum })
  tokens.set(dated, count)
}

/** Adds another sum to one. */
export function mergeUsage(sum: UsageSum, other: UsageSum): void {
  sum.jobs += other.jobs
  sum.usage += other.usage
  sum.usageUnknown += other.usageUnknown
  sum.duration += other.duration
  sum.deleted += other.deleted
  for (const [status, jobs] of other.statuses)
    sum.statuses.set(status, (sum.statuses.get(status) ?? 0) + jobs)
  for (const state of COST_STATES) sum.states[state] += other.states[state]
  for (const [dated, tokens] of other.tokens) addTokens(sum, dated, tokens)
  sum.full.push(...other.full)
}

/** The sum of some sums. */
export function sumUsage(sums: Iterable<UsageSum>): UsageSum {
  const sum = createUsageSum()
  for (const other of sums) mergeUsage(sum, other)
  return sum
}

/** What a sum has come to. */
export function toUsageFigures(sum: UsageSum): UsageFigures {
  return {
    jobs: sum.jobs,
    usage: sum.usage,
    usage_unknown: sum.usageUnknown,
    duration_seconds: sum.duration,
    deleted_jobs: sum.deleted,
    by_status: Object.fromEntries([...sum.statuses].sort(([a], [b]) => (a < b ? -1 : 1))),
    cost: { amounts: toAmounts(sum), ...sum.states },
  }
}

function toAmounts({ tokens, full }: UsageSum): UsageCost['amounts'] {
  const units = new Map<string, bigint>()
  const add = (dated: DatedPrice, count: number) => {
    const { currency } = dated.price
    units.set(currency, (units.get(currency) ?? 0n) + BigInt(count) * dated.units)
  }
  for (const [dated, count] of tokens) add(dated, count)
  for (const { dated, tokens } of full) add(dated, tokens)
  return [...units]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amount]) => ({ currency, amount: serializeAmount(amount) }))
}
