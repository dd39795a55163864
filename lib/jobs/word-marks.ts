import type { MappedNames } from './search'

/** What is kept of a word by slot: nothing yet, or whether the job holds it. */
const NOT_LOOKED = 0
const HOLDS_NOT = 1
const HOLDS = 2

/** A word as it was searched for. What holds a plain one holds every part of it, too. */
export type MarkedWord = { readonly text: string; readonly isPlain: boolean; readonly names: MappedNames }

/**
 * What has been found out of the words last searched for. It stays true for all snapshots, for no slot is ever written
 * again: so the next page, another filter, another order and each refresh look at new jobs alone.
 */
export type WordMarks = Map<string, MarkedWord & { readonly marks: Uint8Array }>

/** A byte a job each. */
const MOST_WORDS = 16

/**
 * Keeps, of the first `count` slots, those whose jobs hold a word; they move to the front of `slots`, and their number is
 * returned. `toLook` makes the function that looks at a job; `length`: how many slots there are.
 */
export function keepHolders(
  words: WordMarks,
  word: MarkedWord,
  toLook: () => (slot: number) => boolean,
  length: number,
  slots: Uint32Array,
  count: number,
): number {
  const marks = recall(words, word, length)
  let look: ReturnType<typeof toLook> | null = null
  let left = 0
  for (let from = 0; from < count; from++) {
    const at = slots[from] ?? 0
    let mark = marks[at] ?? NOT_LOOKED
    if (mark === NOT_LOOKED) {
      look ??= toLook()
      mark = look(at) ? HOLDS : HOLDS_NOT
      marks[at] = mark
    }
    if (mark === HOLDS) slots[left++] = at
  }
  return left
}

function recall(words: WordMarks, word: MarkedWord, length: number): Uint8Array {
  const known = words.get(word.text)
  let marks = known?.names === word.names ? known.marks : toMarks(words, word, length)
  if (marks.length < length) {
    const grown = new Uint8Array(length)
    grown.set(marks)
    marks = grown
  }
  // The one that was not asked for the longest stands first.
  words.delete(word.text)
  words.set(word.text, { ...word, marks })
  for (const first of words.keys()) {
    if (words.size <= MOST_WORDS) break
    words.delete(first)
  }
  return marks
}

/** Where a part of a word is missing the word is, too: of a word that is being typed few jobs are left to look at. */
function toMarks(words: WordMarks, { text, isPlain, names }: MarkedWord, length: number): Uint8Array {
  const marks = new Uint8Array(length)
  if (!isPlain) return marks
  for (const part of words.values()) {
    if (!part.isPlain || part.names !== names || !text.includes(part.text)) continue
    for (let at = 0; at < part.marks.length; at++) if (part.marks[at] === HOLDS_NOT) marks[at] = HOLDS_NOT
  }
  return marks
}
