import type { JobsIndex } from './index-snapshot'
import {
  COST_STATES,
  type CostState,
  type DatedPrice,
  isBilledByTokens,
  type PriceList,
  toPricesOf,
  toStatusCost,
} from './price'

/** The prices that some jobs may have, which of them is settled by when one ended; or why they have none. */
export type KindPrices = readonly DatedPrice[] | Exclude<CostState, 'priced'>

export type PricedKinds = {
  /** What the prices of kinds can be. */
  readonly list: readonly KindPrices[]
  /** Which of these a kind's are, by its number. */
  find(kind: number): number
}

/**
 * Makes what tells the prices of a kind. Account, model, type and status follow from a kind, so what they come to is
 * looked up once for each text.
 */
export function createKindPrices({ columns: { tables, kinds } }: JobsIndex, prices: PriceList): PricedKinds {
  const { texts, sources, source } = kinds
  const list: KindPrices[] = COST_STATES.filter((state) => state !== 'priced')
  const unpriced = list.indexOf('no_price')
  const toNumber = (dated: readonly DatedPrice[] | undefined) => {
    if (!dated) return unpriced
    const known = list.indexOf(dated)
    return known < 0 ? list.push(dated) - 1 : known
  }
  const states = tables.status.values.map(toStatusCost).map((state) => (state ? list.indexOf(state) : -1))
  const billed = tables.training_type.values.map(isBilledByTokens)
  /** By account, of which there is one without a name where the board shows one, and by model. */
  const models = (sources.values.length > 0 ? sources.values : [undefined]).map((name) => {
    const { byModel } = toPricesOf(prices, name)
    return tables.base_model.values.map((model) => toNumber(byModel.get(model)))
  })
  return {
    list,
    find(kind) {
      const state = states[texts.status[kind] ?? 0] ?? -1
      if (state >= 0) return state
      if (!billed[texts.training_type[kind] ?? 0]) return unpriced
      return models[source[kind] ?? 0]?.[texts.base_model[kind] ?? 0] ?? unpriced
    },
  }
}
