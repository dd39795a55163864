import type { JobsIndex } from './index-snapshot'
import { createKindPrices } from './kind-prices'
import { isBillable, type PriceList, selectPrice } from './price'
import { createBill, MOST_EXACT, type UsageCost } from './usage-sum'

/**
 * What jobs of the `listed` kinds cost: those of `slots`, or with `null` all of the snapshot, which are reckoned kind by
 * kind where no price depends on when a job ended.
 */
export function sumCost(
  index: JobsIndex,
  listed: Uint8Array,
  slots: Uint32Array | null,
  prices: PriceList,
): UsageCost {
  const { list, find } = createKindPrices(index, prices)
  const { kind: kinds, usage, endedAt } = index.columns.values
  const bill = createBill()
  const counts = () => new Float64Array(list.length)
  /** By place in the list: jobs, those whose tokens can be billed, and these tokens. */
  const [jobs, told, tokens] = [counts(), counts(), counts()]

  function count(kind: number, added: number, addedTold: number, used: number, ended: number): void {
    const at = find(kind)
    jobs[at] = (jobs[at] ?? 0) + added
    const dated = list[at]
    if (typeof dated === 'string' || dated === undefined || addedTold === 0) return
    told[at] = (told[at] ?? 0) + addedTold
    const sum = (tokens[at] ?? 0) + used
    if (dated.length === 1 && sum < MOST_EXACT) {
      tokens[at] = sum
      return
    }
    const price = selectPrice(dated, Number.isNaN(ended) ? null : ended)
    if (price) bill.add(price, used)
  }

  if (slots === null && list.every((dated) => typeof dated === 'string' || dated.length === 1)) {
    const { sums } = index
    for (let kind = 0; kind < listed.length; kind++)
      if (listed[kind] === 1 && sums.jobs[kind])
        count(kind, sums.jobs[kind] ?? 0, sums.told[kind] ?? 0, sums.usage[kind] ?? 0, Number.NaN)
  } else {
    const all = slots ?? index.newest
    for (let place = 0; place < all.length; place++) {
      const slot = all[place] ?? 0
      const kind = kinds[slot] ?? 0
      const used = usage[slot] ?? Number.NaN
      if (listed[kind] === 1) count(kind, 1, isBillable(used) ? 1 : 0, used, endedAt[slot] ?? Number.NaN)
    }
  }
  const states = { priced: 0, not_billed: 0, pending: 0, no_price: 0 }
  for (const [at, dated] of list.entries()) {
    const [counted, billed] = [jobs[at] ?? 0, told[at] ?? 0]
    if (typeof dated === 'string') {
      states[dated] += counted
      continue
    }
    states.priced += billed
    states.pending += counted - billed
    if (billed > 0 && dated.length === 1 && dated[0]) bill.add(dated[0], tokens[at] ?? 0)
  }
  return { amounts: bill.amounts(), ...states }
}
