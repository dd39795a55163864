import type { JobsIndex } from './index-snapshot'
import type { KindColumn } from './job-kinds'
import {
  type DatedPrice,
  isBillable,
  isBilledByTokens,
  type PriceList,
  selectPrice,
  toStatusCost,
} from './price'
import { createUsagePart, type UsageClass, type UsagePart } from './usage-sum'

/** Where jobs of one group and one class are added up, period by period. */
export type UsageLeaf = {
  /** Of the group; `null` where jobs do not say it. */
  readonly value: string | null
  readonly of: UsageClass
  /** The number of the period that `part` belongs to; 0 before any. */
  round: number
  part: UsagePart
}

/** The leaves of jobs that differ only in their numbers: `unpriced`, and one for each price that they may have. */
type Branch = {
  readonly unpriced: UsageLeaf
  readonly priced: readonly UsageLeaf[]
  readonly dated: readonly DatedPrice[]
}

/**
 * Makes what finds the leaf of a slot. Group, status, price list and deletion follow from a job's kind, so what they come
 * to is looked up once for each kind, not for each job.
 */
export function createUsageLeaves(
  { columns: { values, tables, kinds } }: JobsIndex,
  prices: PriceList,
  column: KindColumn | null,
): (slot: number) => UsageLeaf {
  const { kind, usage, endedAt } = values
  const { texts, isDeleted } = kinds
  const statuses = tables.status.values
  const states = statuses.map(toStatusCost)
  const billed = tables.training_type.values.map(isBilledByTokens)
  const pricesOf = tables.base_model.values.map((model) => prices.byModel.get(model) ?? NONE)
  const lists = [...new Set([NONE, ...pricesOf])]
  const listOf = pricesOf.map((dated) => lists.indexOf(dated))
  const branches = new Map<number, Branch>()
  const branchOf: (Branch | undefined)[] = Array.from({ length: isDeleted.length })

  function toBranch(number: number): Branch {
    const group = (column && texts[column][number]) ?? 0
    const status = texts.status[number] ?? 0
    const isPriced = !states[status] && billed[texts.training_type[number] ?? 0]
    const list = isPriced ? (listOf[texts.base_model[number] ?? 0] ?? 0) : 0
    const key = ((group * statuses.length + status) * lists.length + list) * 2 + (isDeleted[number] ? 1 : 0)
    const known = branches.get(key)
    if (known) return known
    const value = (column && tables[column].values[group]) || null
    const toLeaf = (cost: UsageClass['cost']): UsageLeaf => {
      const of = { status: statuses[status] ?? '', isDeleted: isDeleted[number] ?? false, cost }
      return { value, of, round: 0, part: createUsagePart(of) }
    }
    const dated = lists[list] ?? NONE
    const unpriced = toLeaf(states[status] ?? (dated === NONE ? 'no_price' : 'pending'))
    const branch = { unpriced, priced: dated.map(toLeaf), dated }
    branches.set(key, branch)
    return branch
  }

  return (slot) => {
    const number = kind[slot] ?? 0
    let branch = branchOf[number]
    if (!branch) {
      branch = toBranch(number)
      branchOf[number] = branch
    }
    const { unpriced, priced, dated } = branch
    if (dated.length === 0 || !isBillable(usage[slot] ?? Number.NaN)) return unpriced
    const [first] = priced
    if (first && dated.length === 1) return first
    const price = selectPrice(dated, toTime(endedAt[slot] ?? Number.NaN))
    return priced.find(({ of }) => of.cost === price) ?? unpriced
  }
}

const NONE: readonly DatedPrice[] = []

function toTime(number: number): number | null {
  return Number.isNaN(number) ? null : number
}
