import { mayHold, toWordBits } from './bigrams'
import type { JobsIndex } from './index-snapshot'
import type { JobColumns, TableName } from './job-columns'
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
 * Keeps, of the first `count` positions, those whose jobs hold every word of `q`; they move to the front of `positions`,
 * in order, and their number is returned.
 */
export function keepMatches(
  index: JobsIndex,
  q: string,
  names: MappedNames,
  positions: Uint32Array,
  count: number,
): number {
  let left = count
  for (const word of toSteps(parseSearch(q))) {
    left =
      word.kind === 'plain'
        ? keepPlain(index, word.text, names, positions, left)
        : keepCompared(index, word, positions, left)
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
  index: JobsIndex,
  word: string,
  names: MappedNames,
  positions: Uint32Array,
  count: number,
): number {
  const { own, bigrams } = index.columns
  const { base_model, model, failure, files, hyper, creator } = index.tables
  /** 1 where a shared text of the job holds the word; what is its own is looked at only where none does. */
  const isShared = new Uint8Array(count)
  const look = (name: TableName, isMatch: Look) =>
    markMatches(index.columns[name], index.tables[name].values.length, isMatch, positions, isShared)
  const isIn =
    ({ searched }: { readonly searched: readonly string[] }): Look =>
    (number) =>
      searched[number]?.includes(word) ?? false
  const isNamed = (ids: readonly string[], map: ReadonlyMap<string, string>) =>
    ids.some((id) => map.get(id)?.toLowerCase().includes(word))

  look('base_model', isIn(base_model))
  look('model', isIn(model))
  markMatches(index.columns.hyper, hyper.sets.length, toSetLook(hyper, isIn(hyper)), positions, isShared)
  look('failure', isIn(failure))
  look('files', isIn(files))
  const { file: fileNames, creator: creatorNames } = names
  if (fileNames) look('files', (number) => isNamed((files.values[number] ?? '').split('\n'), fileNames))
  if (creatorNames) look('creator', (number) => isNamed([creator.values[number] ?? ''], creatorNames))

  const bits = toWordBits(word)
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = positions[from] ?? 0
    if (isShared[from] === 1 || (mayHold(bigrams, at, bits) && own[at]?.includes(word)))
      positions[left++] = at
  }
  return left
}

function keepCompared(index: JobsIndex, word: Comparison, positions: Uint32Array, count: number): number {
  const { usage, duration } = index.columns
  const { hyper } = index.tables
  if (word.name === 'usage') return keepNumbers(usage, word, positions, count)
  if (word.name === 'duration') return keepNumbers(duration, word, positions, count)
  const isMatched = new Uint8Array(count)
  const look = toSetLook(hyper, (number) => {
    const parameter = hyper.parameters[number]
    return parameter?.name === word.name && isComparableMatch(parameter, word)
  })
  markMatches(index.columns.hyper, hyper.sets.length, look, positions, isMatched)
  let left = 0
  for (let from = 0; from < count; from++) {
    if (isMatched[from] === 1) positions[left++] = positions[from] ?? 0
  }
  return left
}

function keepNumbers(
  numbers: JobColumns['usage'],
  word: Comparison,
  positions: Uint32Array,
  count: number,
): number {
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = positions[from] ?? 0
    if (isNumberInRange(numbers[at] ?? Number.NaN, word)) positions[left++] = at
  }
  return left
}

/** Sets a mark for each position whose shared text matches; a text is looked at once, and only if it is needed. */
function markMatches(
  numbers: JobColumns['files'],
  texts: number,
  look: Look,
  positions: Uint32Array,
  marks: Uint8Array,
): void {
  const seen = new Uint8Array(texts)
  for (let from = 0; from < marks.length; from++) {
    if (marks[from] === 1) continue
    const number = numbers[positions[from] ?? 0] ?? 0
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
