import type { JobsIndex } from './index-snapshot'
import type { TableName } from './job-columns'
import {
  type Comparison,
  isHyperParameterMatch,
  isNumberInRange,
  type MappedNames,
  parseSearch,
  type SearchWord,
} from './search'
import type { TextTable } from './text-table'

/** By number of a shared text: 1 where it holds a word. */
type Matches = Uint8Array

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
  for (const word of withoutImplied(parseSearch(q))) {
    left =
      word.kind === 'plain'
        ? keepPlain(index, word.text, names, positions, left)
        : keepCompared(index, word, positions, left)
  }
  return left
}

/** Where a longer plain word occurs, a word inside it does too. */
function withoutImplied(words: readonly SearchWord[]): SearchWord[] {
  return words.filter(
    (word) =>
      word.kind === 'comparison' ||
      !words.some((other) => other.kind === 'plain' && other !== word && other.text.includes(word.text)),
  )
}

function keepPlain(
  index: JobsIndex,
  word: string,
  names: MappedNames,
  positions: Uint32Array,
  count: number,
): number {
  const { tables } = index
  const { texts, own } = index.columns
  const isNamed = (map: ReadonlyMap<string, string> | undefined) => (id: string) =>
    map?.get(id)?.toLowerCase().includes(word) ?? false
  const isFileNamed = isNamed(names.file)
  const found: [TableName, Matches | null][] = [
    ['base_model', toMatches(tables.base_model, (text) => text.includes(word))],
    ['model', toMatches(tables.model, (text) => text.includes(word))],
    ['failure', toMatches(tables.failure, (text) => text.includes(word))],
    ['files', toMatches(tables.files, (text) => text.includes(word))],
    [
      'hyper',
      toSetMatches(
        index,
        toMatches(tables.parameters, (text) => text.includes(word)),
      ),
    ],
    ['files', names.file ? toMatches(tables.files, (_, ids) => ids.split('\n').some(isFileNamed)) : null],
    ['creator', names.creator ? toMatches(tables.creator, (_, id) => isNamed(names.creator)(id)) : null],
  ]
  /** 1 where a shared text of the job holds the word; what is its own is looked at only where none does. */
  const isShared = new Uint8Array(count)
  for (const [name, matches] of found) {
    if (!matches) continue
    const numbers = texts[name]
    for (let from = 0; from < count; from++) {
      if (matches[numbers[positions[from] ?? 0] ?? 0] === 1) isShared[from] = 1
    }
  }
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = positions[from] ?? 0
    if (isShared[from] === 1 || own[at]?.includes(word)) positions[left++] = at
  }
  return left
}

function keepCompared(index: JobsIndex, word: Comparison, positions: Uint32Array, count: number): number {
  const { usage, duration, texts } = index.columns
  if (word.name === 'usage') return keepNumbers(usage, word, positions, count)
  if (word.name === 'duration') return keepNumbers(duration, word, positions, count)
  const { parameters, named } = index.tables
  const matches = toSetMatches(
    index,
    toMatches(parameters, (_text, _value, number) => {
      const parameter = named[number]
      return parameter?.name === word.name && isHyperParameterMatch(parameter.value, word)
    }),
  )
  if (!matches) return 0
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = positions[from] ?? 0
    if (matches[texts.hyper[at] ?? 0] === 1) positions[left++] = at
  }
  return left
}

function keepNumbers(numbers: Float64Array, word: Comparison, positions: Uint32Array, count: number): number {
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = positions[from] ?? 0
    if (isNumberInRange(numbers[at] ?? Number.NaN, word)) positions[left++] = at
  }
  return left
}

/** `null` where no text matches, so that a column need not be walked. */
function toMatches(
  { searched, values }: TextTable,
  isMatch: (searched: string, value: string, number: number) => boolean,
): Matches | null {
  const matches = new Uint8Array(values.length)
  let isAny = false
  for (let number = 0; number < values.length; number++) {
    if (!isMatch(searched[number] ?? '', values[number] ?? '', number)) continue
    matches[number] = 1
    isAny = true
  }
  return isAny ? matches : null
}

/** A set of hyper-parameters matches where one of them does. */
function toSetMatches({ tables: { sets } }: JobsIndex, parameters: Matches | null): Matches | null {
  if (!parameters) return null
  const matches = new Uint8Array(sets.length)
  for (let set = 0; set < sets.length; set++) {
    const numbers = sets[set] ?? []
    for (let at = 0; at < numbers.length; at++) if (parameters[numbers[at] ?? 0] === 1) matches[set] = 1
  }
  return matches
}
