import { mayHold, toWordBits } from './bigrams'
import { FIGURES, fillSearch, type JobColumns } from './job-columns'
import type { ParameterTable } from './parameter-table'
import {
  type Comparison,
  isComparableMatch,
  isNumberInRange,
  type MappedNames,
  parseSearch,
  type SearchWord,
} from './search'

/** Whether the shared text of a number matches. */
type Look = (number: number) => boolean

const UNSEEN = 0
const NO = 1
const YES = 2

/**
 * Keeps, of the first `count` slots, those whose jobs hold every word of `q`; they move to the front of `slots`,
 * in order, and their number is returned.
 */
export function keepMatches(
  columns: JobColumns,
  q: string,
  names: MappedNames,
  slots: Uint32Array,
  count: number,
): number {
  let left = count
  if (q === '') return left
  // Done already, but for the first moments after a start.
  for (const _ of fillSearch(columns));
  for (const word of toSteps(parseSearch(q))) {
    left =
      word.kind === 'plain'
        ? keepPlain(columns, word.text, names, slots, left)
        : keepCompared(columns, word, slots, left)
  }
  return left
}

/** The words that say something, those that are cheap to test or hold for few jobs first. */
function toSteps(words: readonly SearchWord[]): SearchWord[] {
  // Where a longer plain word occurs, a word inside it does too.
  const isImplied = (word: SearchWord) =>
    word.kind === 'plain' &&
    words.some((other) => other.kind === 'plain' && other !== word && other.text.includes(word.text))
  return words.filter((word) => !isImplied(word)).sort((a, b) => toCost(a) - toCost(b))
}

function toCost(word: SearchWord): number {
  if (word.kind === 'comparison') return 0
  // Most texts are Latin, and are told at once not to hold what is not.
  return /[\u0100-\uffff]/.test(word.text) ? 1 : 2
}

function keepPlain(
  { values, tables, search }: JobColumns,
  word: string,
  names: MappedNames,
  slots: Uint32Array,
  count: number,
): number {
  const { own, bigrams, numbers, files, failure, hyper } = search
  /** 1 where a shared text of the job holds the word; what is its own is looked at only where none does. */
  const isShared = new Uint8Array(count)
  const look = (column: Uint32Array, texts: number, isMatch: Look) =>
    markMatches(column, texts, isMatch, slots, isShared)
  const isIn =
    ({ searched }: { readonly searched: readonly string[] }): Look =>
    (number) =>
      searched[number]?.includes(word) ?? false
  const isNamed = (ids: readonly string[], map: ReadonlyMap<string, string>) =>
    ids.some((id) => map.get(id)?.toLowerCase().includes(word))

  for (const name of ['base_model', 'model'] as const)
    look(values[name], tables[name].values.length, isIn(tables[name]))
  look(numbers.hyper, hyper.sets.length, toSetLook(hyper, isIn(hyper)))
  look(numbers.failure, failure.values.length, isIn(failure))
  look(numbers.files, files.values.length, isIn(files))
  const { file: fileNames, creator: creatorNames } = names
  const fileLook: Look = (number) =>
    fileNames !== undefined && isNamed((files.values[number] ?? '').split('\n'), fileNames)
  const creatorLook: Look = (number) =>
    creatorNames !== undefined && isNamed([tables.creator.values[number] ?? ''], creatorNames)
  if (fileNames) look(numbers.files, files.values.length, fileLook)
  if (creatorNames) look(values.creator, tables.creator.values.length, creatorLook)

  const bits = toWordBits(word)
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    if (isShared[from] === 1 || (mayHold(bigrams, at, bits) && own[at]?.includes(word))) slots[left++] = at
  }
  return left
}

/** Numbers that a comparison finds beside hyper-parameters. */
const OWN_NUMBERS = ['usage', 'duration', ...FIGURES] as const

function keepCompared(
  { values, search }: JobColumns,
  word: Comparison,
  slots: Uint32Array,
  count: number,
): number {
  const { hyper, numbers } = search
  const own = OWN_NUMBERS.find((name) => name === word.name)
  if (own) return keepNumbers(values[own], word, slots, count)
  const isMatched = new Uint8Array(count)
  const look = toSetLook(hyper, (number) => {
    const parameter = hyper.parameters[number]
    return parameter?.name === word.name && isComparableMatch(parameter, word)
  })
  markMatches(numbers.hyper, hyper.sets.length, look, slots, isMatched)
  let left = 0
  for (let from = 0; from < count; from++) {
    if (isMatched[from] === 1) slots[left++] = slots[from] ?? 0
  }
  return left
}

function keepNumbers(numbers: Float64Array, word: Comparison, slots: Uint32Array, count: number): number {
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    if (isNumberInRange(numbers[at] ?? Number.NaN, word)) slots[left++] = at
  }
  return left
}

/** Sets a mark for each position whose shared text matches; a text is looked at once, and only if it is needed. */
function markMatches(
  numbers: Uint32Array,
  texts: number,
  look: Look,
  slots: Uint32Array,
  marks: Uint8Array,
): void {
  const seen = new Uint8Array(texts)
  for (let from = 0; from < marks.length; from++) {
    if (marks[from] === 1) continue
    const number = numbers[slots[from] ?? 0] ?? 0
    if (seen[number] === UNSEEN) seen[number] = look(number) ? YES : NO
    if (seen[number] === YES) marks[from] = 1
  }
}

/** A set of hyper-parameters matches where one of them does. */
function toSetLook({ parameters, sets }: ParameterTable, look: Look): Look {
  const seen = new Uint8Array(parameters.length)
  return (set) => {
    for (const number of sets[set] ?? []) {
      if (seen[number] === UNSEEN) seen[number] = look(number) ? YES : NO
      if (seen[number] === YES) return true
    }
    return false
  }
}
