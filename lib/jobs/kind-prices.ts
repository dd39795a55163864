import type { JobsIndex } from './index-snapshot'
import {
  type CostState,
  type DatedPrice,
  isBilledByTokens,
  type PriceList,
  toPricesOf,
  toStatusCost,
} from './price'

/** The prices that jobs of one kind may have, which of them is settled by when one ended; or why they have none. */
export type KindPrices = readonly DatedPrice[] | Exclude<CostState, 'priced'>

/**
 * Makes what tells the prices of a kind by its number. Account, model, type and status follow from a kind, so what they
 * come to is looked up once for each text. Kinds of one list get the same object.
 */
export function createKindPrices(
  { columns: { tables, kinds } }: JobsIndex,
  prices: PriceList,
): (kind: number) => KindPrices {
  const { texts, sources, source } = kinds
  const states = tables.status.values.map(toStatusCost)
  const billed = tables.training_type.values.map(isBilledByTokens)
  const toLists = ({ byModel }: PriceList) => tables.base_model.values.map((model) => byModel.get(model))
  /** By account, of which there is one without a name where the board shows one, and by model. */
  const lists = (sources.values.length > 0 ? sources.values : [undefined]).map((name) =>
    toLists(toPricesOf(prices, name)),
  )
  return (kind) => {
    const state = states[texts.status[kind] ?? 0]
    if (state) return state
    if (!billed[texts.training_type[kind] ?? 0]) return 'no_price'
    return lists[source[kind] ?? 0]?.[texts.base_model[kind] ?? 0] ?? 'no_price'
  }
}
