import type { JobsIndex } from './index-snapshot'
import type { KindColumn } from './job-kinds'
import { createKindPrices } from './kind-prices'
import { type DatedPrice, isBillable, type PriceList, selectPrice } from './price'
import type { UsageClass } from './usage-sum'

/** Jobs of one group and one class. */
export type UsageLeaf = {
  /** Of the group; `null` where jobs do not say it. */
  readonly value: string | null
  readonly of: UsageClass
}

export type UsageLeaves = {
  /** By number; it grows while leaves are found. */
  readonly list: readonly UsageLeaf[]
  /** The number of the leaf that a slot belongs to. */
  find(slot: number): number
}

/**
 * The leaves of jobs that differ only in their numbers: `first` for those without a price, and the next ones for each
 * price that they may have.
 */
type Branch = { readonly first: number; readonly dated: readonly DatedPrice[] }

/**
 * Makes what finds the leaf of a slot. Group, status, price list and deletion follow from a job's kind, so what they come
 * to is looked up once for each kind, not for each job.
 */
export function createUsageLeaves(
  index: JobsIndex,
  prices: PriceList,
  column: KindColumn | null,
): UsageLeaves {
  const { values, tables, kinds } = index.columns
  const { kind, usage, endedAt } = values
  const { texts, isDeleted } = kinds
  const statuses = tables.status.values
  const priced = createKindPrices(index, prices)
  const list: UsageLeaf[] = []
  const branches = new Map<number, Branch>()
  /** By kind: the first leaf of its branch and how many prices there are; -1 before that is known. */
  const firsts = new Int32Array(isDeleted.length).fill(-1)
  const counts = new Uint32Array(isDeleted.length)

  function toBranch(number: number): Branch {
    const group = (column && texts[column][number]) ?? 0
    const status = texts.status[number] ?? 0
    const listed = priced.find(number)
    const cost = priced.list[listed] ?? 'no_price'
    const key =
      ((group * statuses.length + status) * priced.list.length + listed) * 2 + (isDeleted[number] ? 1 : 0)
    const known = branches.get(key)
    if (known) return known
    const dated = typeof cost === 'string' ? NONE : cost
    const value = (column && tables[column].values[group]) || null
    const branch = { first: list.length, dated }
    const toLeaf = (cost: UsageClass['cost']): UsageLeaf => ({
      value,
      of: { status: statuses[status] ?? '', isDeleted: isDeleted[number] ?? false, cost },
    })
    list.push(toLeaf(typeof cost === 'string' ? cost : 'pending'), ...dated.map(toLeaf))
    branches.set(key, branch)
    return branch
  }

  function meet(number: number): number {
    const { first, dated } = toBranch(number)
    counts[number] = dated.length
    firsts[number] = first
    return first
  }

  function toPlace(slot: number): number {
    const { dated } = toBranch(kind[slot] ?? 0)
    const ended = endedAt[slot] ?? Number.NaN
    const price = selectPrice(dated, Number.isNaN(ended) ? null : ended)
    return price ? dated.indexOf(price) : 0
  }

  return {
    list,
    find(slot) {
      const number = kind[slot] ?? 0
      const known = firsts[number] ?? -1
      const first = known < 0 ? meet(number) : known
      const count = counts[number] ?? 0
      if (count === 0 || !isBillable(usage[slot] ?? Number.NaN)) return first
      return first + 1 + (count === 1 ? 0 : toPlace(slot))
    },
  }
}

const NONE: readonly DatedPrice[] = []
