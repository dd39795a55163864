import type { JobsIndex } from './index-snapshot'
import { createKindPrices } from './kind-prices'
import { type DatedPrice, isBillable, type PriceList, selectPrice } from './price'
import { createBill, MOST_EXACT, type UsageCost } from './usage-sum'

/** What was counted of the jobs of each kind, by its number; `told` are those that told their tokens. */
type Counted = Readonly<Record<'jobs' | 'usage' | 'told', Float64Array>>

/**
 * What the jobs of the `listed` kinds cost. Reckoned once for each kind; job by job, over `slots`, is only for a kind with
 * several prices, or with tokens that are no whole numbers.
 */
export function sumCost(
  index: JobsIndex,
  listed: Uint8Array,
  { jobs, usage, told }: Counted,
  slots: Uint32Array,
  prices: PriceList,
): UsageCost {
  const toPrices = createKindPrices(index, prices)
  const bill = createBill()
  const states = { priced: 0, not_billed: 0, pending: 0, no_price: 0 }
  const single = new Map<number, readonly DatedPrice[]>()
  for (let kind = 0; kind < listed.length; kind++) {
    const count = jobs[kind] ?? 0
    if (listed[kind] !== 1 || count === 0) continue
    const dated = toPrices(kind)
    const [price, ...others] = typeof dated === 'string' ? [] : dated
    const tokens = usage[kind] ?? 0
    if (typeof dated === 'string') states[dated] += count
    else if (!price || others.length > 0 || !index.sums.isExact || tokens >= MOST_EXACT)
      single.set(kind, dated)
    else {
      const priced = told[kind] ?? 0
      states.priced += priced
      states.pending += count - priced
      if (priced > 0) bill.add(price, tokens)
    }
  }
  if (single.size > 0) {
    const { kind, usage: tokens, endedAt } = index.columns.values
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at] ?? 0
      const dated = single.get(kind[slot] ?? 0)
      if (!dated) continue
      const ended = endedAt[slot] ?? Number.NaN
      const price = selectPrice(dated, Number.isNaN(ended) ? null : ended)
      const used = tokens[slot] ?? Number.NaN
      states[price && isBillable(used) ? 'priced' : 'pending']++
      if (price && isBillable(used)) bill.add(price, used)
    }
  }
  return { amounts: bill.amounts(), ...states }
}
