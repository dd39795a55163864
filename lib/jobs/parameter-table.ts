import { type Job, toHyperParameters } from './job'
import type { Json } from './json'
import { type Comparable, toComparable } from './search'
import { toHyperParameterText } from './search-texts'

/** A hyper-parameter with its value, as a comparison sees it; its name in lower case. */
export type Parameter = Comparable & { readonly name: string }

/** Hyper-parameters that many jobs share, and whole sets of them, each kept once under a number. Only ever grows. */
export type ParameterTable = {
  readonly parameters: Parameter[]
  /** `name=value` of each in lower case, apart because a search runs through all of them. */
  readonly searched: string[]
  /** By number of a set: the numbers of its parameters. */
  readonly sets: (readonly number[])[]
  readonly numbers: Map<string, Map<Json, number>>
  readonly setNumbers: Map<string, number>
}

/** Makes a table without hyper-parameters. */
export function createParameterTable(): ParameterTable {
  return { parameters: [], searched: [], sets: [], numbers: new Map(), setNumbers: new Map() }
}

/** The number of a job's set of hyper-parameters, given to it when it is first met. */
export function toSetNumber(table: ParameterTable, job: Job): number {
  const given = toHyperParameters(job)
  const set = Object.keys(given).map((name) => toParameterNumber(table, name, given[name] ?? null))
  const key = set.join()
  const known = table.setNumbers.get(key)
  if (known !== undefined) return known
  const number = table.sets.length
  table.sets.push(set)
  table.setNumbers.set(key, number)
  return number
}

function toParameterNumber(table: ParameterTable, name: string, value: Json): number {
  let numbers = table.numbers.get(name)
  if (!numbers) {
    numbers = new Map()
    table.numbers.set(name, numbers)
  }
  // An array or object is told by its text. 1 and '1' are kept apart, which does no harm.
  const key = value !== null && typeof value === 'object' ? JSON.stringify(value) : value
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = table.parameters.length
  table.parameters.push({ name: name.toLowerCase(), ...toComparable(value) })
  table.searched.push(`${name}=${toHyperParameterText(value)}`.toLowerCase())
  numbers.set(key, number)
  return number
}
