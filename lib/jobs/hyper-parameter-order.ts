import { compareCodePoints } from './code-point-order'
import type { JobColumns } from './job-columns'
import type { JobOrder } from './job-orders'
import type { Comparable } from './search'

/**
 * Jobs by the value of one hyper-parameter: numbers before texts, those without a value last, equal ones as `byId` has
 * them. Values are few and jobs are many, so values are sorted and jobs only counted: a millisecond at 100,000.
 */
export function toHyperParameterOrder(name: string, byId: Uint32Array, { search }: JobColumns): JobOrder {
  const ranks = rankSets(name.toLowerCase(), search.hyper)
  const sets = search.numbers.hyper
  const none = ranks.last
  const rank = (slot: number) => ranks.bySet[sets[slot] ?? 0] ?? none
  const starts = new Uint32Array(none + 2)
  for (const slot of byId) starts[rank(slot) + 1] = (starts[rank(slot) + 1] ?? 0) + 1
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const known = starts[none] ?? 0
  const slots = new Uint32Array(byId.length)
  for (const slot of byId) {
    const place = starts[rank(slot)] ?? 0
    slots[place] = slot
    starts[rank(slot)] = place + 1
  }
  return { slots, isDescending: false, known, isEqual: (a, b) => rank(a) === rank(b) }
}

/** By number of a set of hyper-parameters: the place of its value among all values; `last` where it has none. */
function rankSets(
  name: string,
  { parameters, sets }: JobColumns['search']['hyper'],
): { bySet: Uint32Array; last: number } {
  const chosen = sets.map((set) => {
    const found = set.find((number) => parameters[number]?.name === name)
    const parameter = found === undefined ? undefined : parameters[found]
    return parameter && parameter.text !== null ? parameter : null
  })
  const sorted = [...new Set(chosen)].filter((value) => value !== null).sort(compareValues)
  const places = new Map<Comparable, number>()
  let place = -1
  for (const [at, value] of sorted.entries()) {
    const before = sorted[at - 1]
    if (before === undefined || compareValues(before, value) !== 0) place++
    places.set(value, place)
  }
  const last = place + 1
  return { bySet: Uint32Array.from(chosen, (value) => (value ? (places.get(value) ?? last) : last)), last }
}

/** As numbers where both are numbers; a number comes before a text. */
export function compareValues(a: Comparable, b: Comparable): number {
  if (a.number !== null && b.number !== null) return a.number - b.number
  if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1
  return compareCodePoints(a.text ?? '', b.text ?? '')
}
