import { createGrams, type Grams, growGrams, mayHold, toRoom, toWordBits, writeGrams } from './grams'

/** Texts that many jobs share, each kept once under a number. Only ever grows, so numbers stay true. */
export type TextTable = {
  /** The texts as they came, by number. */
  readonly values: string[]
  /** What a search looks at, in lower case, by number. */
  readonly searched: string[]
  readonly numbers: Map<string, number>
  /** Of the first `indexed` texts of `searched`, see {@link indexNext}. */
  grams: Grams
  indexed: number
}

/** Makes a table without texts. */
export function createTextTable(): TextTable {
  return { values: [], searched: [], numbers: new Map(), grams: createGrams(0), indexed: 0 }
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

/** Prepares one more text to be searched, if there is one: call it as often as texts come. */
export function indexNext(table: TextTable): void {
  const { searched, indexed } = table
  if (indexed >= searched.length) return
  if (indexed >= toRoom(table.grams)) table.grams = growGrams(table.grams, Math.ceil(indexed * 1.5) + 16)
  writeGrams(table.grams, indexed, searched[indexed] ?? '')
  table.indexed++
}

/** By number: 1 where a text holds a word. */
export function findTexts(table: TextTable, word: string): Uint8Array {
  const { searched, grams, indexed } = table
  const found = new Uint8Array(searched.length)
  const bits = toWordBits(word)
  for (let number = 0; number < searched.length; number++)
    if ((number >= indexed || mayHold(grams, number, bits)) && searched[number]?.includes(word))
      found[number] = 1
  return found
}
