import { compareCodePoints } from './code-point-order'
import type { Json } from './json'
import { toHyperParameterText } from './search-texts'

export type Operator = '=' | '>' | '<' | '>=' | '<='

/** A number from `low` to `high`, or the text as a whole. */
export type Comparison = {
  readonly kind: 'comparison'
  /** In lower case. */
  readonly name: string
  readonly operator: Operator
  /** What is compared with, in lower case. */
  readonly text: string
  /** Both ends of `a..b`, twice the number of `a`, `null` where the text is no number. */
  readonly range: readonly [low: number, high: number] | null
}

/** A text that occurs somewhere, in lower case. */
export type PlainWord = { readonly kind: 'plain'; readonly text: string }

export type SearchWord = PlainWord | Comparison

/** Names that people gave to account ids and file ids, by id. */
export type MappedNames = {
  readonly creator?: ReadonlyMap<string, string>
  readonly file?: ReadonlyMap<string, string>
}

export const NO_NAMES: MappedNames = {}

const COMPARISON = /^([^=<>]+)(>=|<=|=|>|<)(.+)$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/
const DURATION = /^(?=.)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/

/**
 * Reads `q`: words split by white space, each of which must hold. A word with a name, an operator and a value is a
 * comparison, also when no job has a hyper-parameter of that name (it holds for none then). A word that lacks the name
 * or the value is plain, so that `learning_rate=` finds every job that has one. Without regard to case throughout.
 */
export function parseSearch(q: string): SearchWord[] {
  const words = new Set(
    q
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  )
  return [...words].map(toSearchWord)
}

function toSearchWord(word: string): SearchWord {
  const [, name, operator, text] = COMPARISON.exec(word) ?? []
  if (name === undefined || text === undefined || !isOperator(operator)) return { kind: 'plain', text: word }
  const toNumber = name === 'duration' ? parseDuration : parseNumber
  return { kind: 'comparison', name, operator, text, range: toRange(operator, text, toNumber) }
}

function isOperator(value: string | undefined): value is Operator {
  return value === '=' || value === '>' || value === '<' || value === '>=' || value === '<='
}

function toRange(
  operator: Operator,
  text: string,
  toNumber: (text: string) => number | null,
): Comparison['range'] {
  const ends = operator === '=' ? text.split('..') : [text]
  const low = toNumber(ends[0] ?? '')
  const high = ends.length === 1 ? low : toNumber(ends[1] ?? '')
  return low === null || high === null || ends.length > 2 ? null : [low, high]
}

/** The number that a text is as a whole (`2e-5`, `0.1`); `null` for `0x10`, `Infinity`, '' and the like. */
export function parseNumber(text: string): number | null {
  return NUMBER.test(text) ? Number(text) : null
}

/** Seconds of `2h`, `30m`, `1h30m`, `45s`, or of a bare number of seconds. `null` for anything else. */
export function parseDuration(text: string): number | null {
  const [whole, hours, minutes, seconds] = DURATION.exec(text) ?? []
  if (whole === undefined) return parseNumber(text)
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}

/** Makes the function that says whether a number compares so; none does with a value that is no number. */
export function toNumberTest({ operator, range }: Comparison): (value: number) => boolean {
  if (range === null) return () => false
  const [low, high] = range
  if (operator === '=') return (value) => value >= low && value <= high
  if (operator === '>') return (value) => value > low
  if (operator === '<') return (value) => value < low
  return operator === '>=' ? (value) => value >= low : (value) => value <= low
}

/** Whether a number of a job compares so; without the number it never does. */
export function isNumberInRange(value: number | null, comparison: Comparison): boolean {
  return value !== null && toNumberTest(comparison)(value)
}

/** A hyper-parameter's value as comparisons see it: in lower case, and as a number where it is one. */
export type Comparable = {
  /** `null` where the value is null, which is like no value. */
  readonly text: string | null
  readonly number: number | null
}

/** What comparisons see of a value; arrays and objects are their JSON. */
export function toComparable(value: Json): Comparable {
  if (value === null) return { text: null, number: null }
  const text = toHyperParameterText(value).toLowerCase()
  return { text, number: parseNumber(text) }
}

/** Whether a value compares so: as numbers where both sides are numbers, else as whole texts, by code point. */
export function isComparableMatch({ text, number }: Comparable, comparison: Comparison): boolean {
  if (text === null) return false
  if (number !== null && comparison.range !== null) return isNumberInRange(number, comparison)
  const order = compareCodePoints(text, comparison.text)
  if (comparison.operator === '=') return order === 0
  if (comparison.operator === '>') return order > 0
  if (comparison.operator === '<') return order < 0
  return comparison.operator === '>=' ? order >= 0 : order <= 0
}
