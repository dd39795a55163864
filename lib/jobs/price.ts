import { compareCodePoints } from './code-point-order'
import type { MirroredJob } from './job'
import { parsePrice, serializeAmount } from './money'
import { toStatusInfo } from './status'
import { BEIJING_OFFSET_MS } from './time'

/** What 1000 tokens of training cost, in force from the start of a day in Beijing until the model's next price. */
export type Price = {
  /** A base model, matched exactly; a model tuned from it costs the same. */
  readonly model: string
  /** ISO 4217 */
  readonly currency: string
  /** A decimal number as it was written. */
  readonly per_1000_tokens: string
  /** `YYYY-MM-DD` */
  readonly from: string
  /** Where it is published, or the file that sets it. */
  readonly source: string
}

/** A price with what it means to a reckoner: units of 10^-12 a token, and milliseconds since 1970. */
export type DatedPrice = { readonly price: Price; readonly units: bigint; readonly since: number }

/** The prices of one region, by model from the earliest on; on a board of several accounts those of each. */
export type PriceList = {
  /** `singapore`, `beijing`, or another region of Alibaba Cloud, of which nothing is published. */
  readonly region: string
  readonly byModel: ReadonlyMap<string, readonly DatedPrice[]>
  /** The lists of the accounts by their names; accounts of one region share one. */
  readonly bySource?: ReadonlyMap<string, PriceList>
}

/** Why a job has a cost or none; each state is counted and shown, and none ever as 0. */
export const COST_STATES = ['priced', 'not_billed', 'pending', 'no_price'] as const
export type CostState = (typeof COST_STATES)[number]

/** An estimate of what a job cost. */
export type Estimate =
  | {
      readonly state: 'priced'
      /** A decimal number with every digit. */
      readonly amount: string
      readonly price: Price
    }
  | { readonly state: Exclude<CostState, 'priced'> }

/**
 * Not billed by tokens. Source: "Fine-tune with reinforcement learning", Model Studio documentation.
 */
const BILLED_OTHERWISE: ReadonlySet<string> = new Set(['reinforcement', 'pg_opd'])

/** Beyond this many tokens, which no job has, sums would stop being exact. */
export const MOST_TOKENS = 2 ** 50

/** Prices in any order as a list; of two for one model and day the later one stands. A price that is no number is left out. */
export function toPriceList(region: string, prices: Iterable<Price>): PriceList {
  const byModel = new Map<string, DatedPrice[]>()
  for (const price of prices) {
    const units = parsePrice(price.per_1000_tokens)
    const since = Date.parse(`${price.from}T00:00:00Z`) - BEIJING_OFFSET_MS
    if (units === null || Number.isNaN(since)) continue
    const others = (byModel.get(price.model) ?? []).filter((other) => other.since !== since)
    byModel.set(
      price.model,
      [...others, { price, units, since }].sort((a, b) => compareCodePoints(a.price.from, b.price.from)),
    )
  }
  return { region, byModel }
}

/** The prices of the account that a job is of; `source` as in `MirroredJob`. */
export function toPricesOf(prices: PriceList, source: string | undefined): PriceList {
  return (source === undefined ? undefined : prices.bySource?.get(source)) ?? prices
}

/** The price in force at a moment (ms since 1970), or the earliest known. */
export function selectPrice(prices: readonly DatedPrice[], at: number | null): DatedPrice | null {
  const past = at === null ? undefined : prices.findLast(({ since }) => since <= at)
  return past ?? prices[0] ?? null
}

/** Whether a job of such a kind is billed by its tokens at all. */
export function isBilledByTokens(training_type: string): boolean {
  return !BILLED_OTHERWISE.has(training_type)
}

/** The state that a status alone decides: a failed job is not billed, a canceled one is, one that runs still may be. */
export function toStatusCost(status: string): 'not_billed' | 'pending' | null {
  if (status === 'FAILED') return 'not_billed'
  return toStatusInfo(status).terminal ? null : 'pending'
}

/** Whether DashScope told tokens that a fee can be reckoned from. */
export function isBillable(usage: number): boolean {
  return Number.isInteger(usage) && usage >= 0 && usage <= MOST_TOKENS
}

/**
 * What a job cost: its tokens at the price of its base model that was in force when it ended.
 * Source: "Model tuning", billing, Model Studio documentation.
 */
export function toEstimate(
  job: Pick<MirroredJob, 'source' | 'status' | 'training_type' | 'base_model' | 'usage' | 'endedAt'>,
  prices: PriceList,
): Estimate {
  const state = toStatusCost(job.status)
  if (state) return { state }
  const dated = selectPrice(toPricesOf(prices, job.source).byModel.get(job.base_model) ?? [], job.endedAt)
  if (!dated || !isBilledByTokens(job.training_type)) return { state: 'no_price' }
  if (job.usage === null || !isBillable(job.usage)) return { state: 'pending' }
  return {
    state: 'priced',
    amount: serializeAmount(BigInt(job.usage) * dated.units),
    price: dated.price,
  }
}
