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

/** A text that jobs share: which one a slot has, and whether it matches, looked at once and only if it is needed. */
type SharedText = { readonly numbers: Uint32Array; readonly seen: Uint8Array; readonly look: Look }

function toSharedText(numbers: Uint32Array, texts: number, look: Look): SharedText {
  return { numbers, seen: new Uint8Array(texts), look }
}

function hasMatch(texts: readonly SharedText[], slot: number): boolean {
  for (let index = 0; index < texts.length; index++) {
    const { numbers, seen, look } = texts[index] as SharedText
    const number = numbers[slot] ?? 0
    if (seen[number] === UNSEEN) seen[number] = look(number) ? YES : NO
    if (seen[number] === YES) return true
  }
  return false
}

/** The texts that jobs share and a word may stand in: models and mapped names, hyper-parameters, failures. */
function toSharedTexts(
  { values, tables, kinds, search: { numbers, hyper, failure, files } }: JobColumns,
  word: string,
  names: MappedNames,
): SharedText[] {
  const isIn = (searched: readonly string[]) => (number: number) => searched[number]?.includes(word) ?? false
  const isNamed = (id: string, map: ReadonlyMap<string, string> | undefined) =>
    map?.get(id)?.toLowerCase().includes(word) ?? false
  const isModel = isIn(tables.model.searched)
  const isBaseModel = isIn(tables.base_model.searched)
  const isNamedFile = (number: number) =>
    (files.values[number] ?? '').split('\n').some((id) => isNamed(id, names.file))
  const isCreator = (number: number) => isNamed(tables.creator.values[number] ?? '', names.creator)
  return [
    toSharedText(values.kind, kinds.isDeleted.length, (kind) => {
      const { base_model, model, creator } = kinds.texts
      return isBaseModel(base_model[kind] ?? 0) || isModel(model[kind] ?? 0) || isCreator(creator[kind] ?? 0)
    }),
    toSharedText(numbers.hyper, hyper.sets.length, toSetLook(hyper, isIn(hyper.searched))),
    toSharedText(numbers.failure, failure.values.length, isIn(failure.searched)),
    ...(names.file ? [toSharedText(numbers.files, files.values.length, isNamedFile)] : []),
  ]
}

function keepPlain(
  columns: JobColumns,
  word: string,
  names: MappedNames,
  slots: Uint32Array,
  count: number,
): number {
  const { own, bigrams, files, numbers } = columns.search
  const shared = toSharedTexts(columns, word, names)
  const bits = toWordBits(word)
  const isOwn = (at: number) =>
    own[at]?.includes(word) || files.searched[numbers.files[at] ?? 0]?.includes(word)
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    if (hasMatch(shared, at) || (mayHold(bigrams, at, bits) && isOwn(at))) slots[left++] = at
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
  const look = toSetLook(hyper, (number) => {
    const parameter = hyper.parameters[number]
    return parameter?.name === word.name && isComparableMatch(parameter, word)
  })
  const sets = [toSharedText(numbers.hyper, hyper.sets.length, look)]
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    if (hasMatch(sets, at)) slots[left++] = at
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
