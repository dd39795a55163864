/** Texts that many jobs share, each kept once under a number. Only ever grows, so numbers stay true. */
export type TextTable = {
  /** The texts as they came, by number. */
  readonly values: string[]
  /** What a search looks at, in lower case, by number. */
  readonly searched: string[]
  readonly numbers: Map<string, number>
}

export function createTextTable(): TextTable {
  return { values: [], searched: [], numbers: new Map() }
}

/** The number of a text, given to it when it is first met; `toSearched` makes what a search of it looks at. */
export function toNumber(table: TextTable, value: string, toSearched?: () => string): number {
  const known = table.numbers.get(value)
  if (known !== undefined) return known
  const number = table.values.length
  table.values.push(value)
  table.searched.push((toSearched ? toSearched() : value).toLowerCase())
  table.numbers.set(value, number)
  return number
}
