import { mayHold, toWordBits } from './grams'
import { FIGURES, fillSearch, type JobColumns } from './job-columns'
import type { ParameterTable } from './parameter-table'
import {
  type Comparison,
  isComparableMatch,
  type MappedNames,
  parseSearch,
  type SearchWord,
  toNumberTest,
} from './search'
import { findTexts } from './text-table'
import { keepHolders, type MarkedWord } from './word-marks'

/** Whether what has a number, a slot or a shared text, matches. */
type Look = (number: number) => boolean

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
    const holds = word.kind === 'comparison' ? toOwnLook(columns, word) : null
    left = holds
      ? keep(holds, slots, left)
      : keepHolders(
          columns.search.words,
          toMarkedWord(word, names),
          () =>
            word.kind === 'plain' ? toPlainLook(columns, word.text, names) : toParameterLook(columns, word),
          columns.length,
          slots,
          left,
        )
  }
  return left
}

function toMarkedWord(word: SearchWord, names: MappedNames): MarkedWord {
  const isPlain = word.kind === 'plain'
  return { text: isPlain ? word.text : word.name + word.operator + word.text, isPlain, names }
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

/** Texts that jobs share: which one a slot has, and by its number 1 where it matches. */
type SharedText = { readonly numbers: Uint32Array; readonly isMatch: Uint8Array }

/** The texts of a table where some match; none otherwise, so that no job need be looked at. */
function toSharedText(numbers: Uint32Array, isMatch: Uint8Array): SharedText[] {
  return isMatch.includes(1) ? [{ numbers, isMatch }] : []
}

function hasMatch(texts: readonly SharedText[], slot: number): boolean {
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]
    if (text?.isMatch[text.numbers[slot] ?? 0] === 1) return true
  }
  return false
}

/** By number: 1 where the look says yes. */
function toMarks(texts: number, look: Look): Uint8Array {
  const marks = new Uint8Array(texts)
  for (let number = 0; number < texts; number++) if (look(number)) marks[number] = 1
  return marks
}

/** The texts that jobs share and a word may stand in: models and mapped names, hyper-parameters, failures. */
function toSharedTexts(
  { values, tables, kinds, search: { numbers, hyper, failure, files } }: JobColumns,
  word: string,
  names: MappedNames,
): SharedText[] {
  const isNamed = (id: string, map: ReadonlyMap<string, string> | undefined) =>
    map?.get(id)?.toLowerCase().includes(word) ?? false
  const models = findTexts(tables.model, word)
  const baseModels = findTexts(tables.base_model, word)
  const { values: creatorIds } = tables.creator
  const creators = toMarks(creatorIds.length, (number) => isNamed(creatorIds[number] ?? '', names.creator))
  const { base_model, model, creator } = kinds.texts
  const isKind: Look = (kind) =>
    baseModels[base_model[kind] ?? 0] === 1 ||
    models[model[kind] ?? 0] === 1 ||
    creators[creator[kind] ?? 0] === 1
  const parameters = toMarks(hyper.searched.length, (at) => hyper.searched[at]?.includes(word) ?? false)
  const isNamedFile: Look = (number) =>
    (files.values[number] ?? '').split('\n').some((id) => isNamed(id, names.file))
  return [
    ...toSharedText(values.kind, toMarks(kinds.isDeleted.length, isKind)),
    ...toSharedText(numbers.hyper, toSetMarks(hyper, parameters)),
    ...toSharedText(numbers.failure, findTexts(failure, word)),
    ...(names.file?.size ? toSharedText(numbers.files, toMarks(files.values.length, isNamedFile)) : []),
  ]
}

/** Whether the job of a slot holds a plain word. */
function toPlainLook(columns: JobColumns, word: string, names: MappedNames): Look {
  const { own, grams, files, numbers } = columns.search
  const shared = toSharedTexts(columns, word, names)
  const bits = toWordBits(word)
  const isOwn = (at: number) =>
    own[at]?.includes(word) || files.searched[numbers.files[at] ?? 0]?.includes(word) || false
  return (at) => hasMatch(shared, at) || (mayHold(grams, at, bits) && isOwn(at))
}

/** Whether the job of a slot has a hyper-parameter that compares so. */
function toParameterLook({ search: { hyper, numbers } }: JobColumns, word: Comparison): Look {
  const parameters = toMarks(hyper.parameters.length, (number) => {
    const parameter = hyper.parameters[number]
    return parameter?.name === word.name && isComparableMatch(parameter, word)
  })
  const sets = toSharedText(numbers.hyper, toSetMarks(hyper, parameters))
  return (at) => hasMatch(sets, at)
}

/** Numbers that a comparison finds beside hyper-parameters. */
const OWN_NUMBERS = ['usage', 'duration', ...FIGURES] as const

/** Whether such a number of a slot compares so; `null` where the comparison is of a hyper-parameter. */
function toOwnLook({ values }: JobColumns, word: Comparison): Look | null {
  const own = OWN_NUMBERS.find((name) => name === word.name)
  if (!own) return null
  const numbers = values[own]
  const holds = toNumberTest(word)
  return (at) => holds(numbers[at] ?? Number.NaN)
}

function keep(look: Look, slots: Uint32Array, count: number): number {
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    if (look(at)) slots[left++] = at
  }
  return left
}

/** By number of a set of hyper-parameters: 1 where one of them matches. */
function toSetMarks({ sets }: ParameterTable, isMatch: Uint8Array): Uint8Array {
  if (!isMatch.includes(1)) return new Uint8Array(0)
  return toMarks(sets.length, (number) => {
    const set = sets[number] ?? []
    for (let at = 0; at < set.length; at++) if (isMatch[set[at] ?? 0] === 1) return true
    return false
  })
}
