/** What a dict says: its numbers (`null` for None, nan and inf) and its texts. All other values are left out. */
export type PythonDict = ReadonlyMap<string, number | string | null>

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y
const NOTHING = /[+-]?(?:None|null|nan|NaN|inf|Inf|Infinity)(?!\w)/y
const TRUTH = /(?:True|False|true|false)(?!\w)/y
const STRING_START = /[bBuUrRfF]{0,2}(?=['"])/y
/** `tensor(1.5, device='cuda:0')`, `np.float64(1.5)`: what wraps a number, and then the number. */
const WRAPPED = /[A-Za-z_][\w.]*\(\s*(?=[+-.\dniN])/y
const CALL = /[A-Za-z_][\w.]*(?=\()/y
const SPACE = /\s*/y
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }
/** Escapes that stand for something else than the character behind the backslash. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** A place in a text; `at` is -1 once it cannot be read on. */
type Cursor = { readonly text: string; at: number }

/**
 * Reads the dict literal of Python (or the JSON object) that begins at the `{` at `start`; `null` where none is whole.
 * Takes time in proportion to the text, however it is nested.
 */
export function parsePythonDict(text: string, start: number): { dict: PythonDict; end: number } | null {
  const cursor: Cursor = { text, at: start + 1 }
  const dict = new Map<string, number | string | null>()
  for (;;) {
    take(cursor, SPACE)
    if (takeText(cursor, '}')) return { dict, end: cursor.at }
    const key = takeString(cursor)
    if (key === null) return null
    take(cursor, SPACE)
    if (!takeText(cursor, ':')) return null
    take(cursor, SPACE)
    const value = takeValue(cursor)
    if (cursor.at < 0) return null
    if (value !== undefined) dict.set(key, value)
    take(cursor, SPACE)
    if (!takeText(cursor, ',') && text[cursor.at] !== '}') return null
  }
}

/** The number that a text is as Python writes it, `null` for nan, inf and None; `undefined` for any other text. */
export function toPythonNumber(text: string): number | null | undefined {
  const cursor: Cursor = { text: text.trim(), at: 0 }
  const value = takeNumber(cursor)
  return cursor.at === cursor.text.length ? value : undefined
}

/** `undefined` for a value that is neither number nor text. */
function takeValue(cursor: Cursor): number | string | null | undefined {
  const number = takeNumber(cursor)
  if (number !== undefined) return number
  if (take(cursor, TRUTH)) return undefined
  const string = takeString(cursor)
  if (string !== null) return string
  const { at } = cursor
  if (take(cursor, WRAPPED)) {
    const wrapped = takeNumber(cursor)
    cursor.at = at
    take(cursor, CALL)
    takeContainer(cursor)
    return wrapped
  }
  take(cursor, CALL)
  takeContainer(cursor)
  return undefined
}

function takeNumber(cursor: Cursor): number | null | undefined {
  const text = take(cursor, NUMBER)
  if (text) return Number.isFinite(Number(text)) ? Number(text) : null
  return take(cursor, NOTHING) ? null : undefined
}

function takeString(cursor: Cursor): string | null {
  const { text } = cursor
  STRING_START.lastIndex = cursor.at
  const prefix = STRING_START.exec(text)
  if (!prefix) return null
  const from = cursor.at + prefix[0].length
  const end = findStringEnd(text, from)
  if (end < 0) return null
  cursor.at = end + 1
  const inner = text.slice(from + 1, end)
  return inner.includes('\\')
    ? inner.replace(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped)
    : inner
}

/** Where the quote stands that ends the string whose first quote stands at `from`; -1 where none does. */
function findStringEnd(text: string, from: number): number {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return -1
}

/** Passes over a dict, list, tuple or set. A stack of its own: a deep one must not end the call stack. */
function takeContainer(cursor: Cursor): void {
  const { text } = cursor
  const open: string[] = []
  for (let at = cursor.at; at < text.length; at++) {
    const char = text[at] ?? ''
    const closer = CLOSERS[char]
    if (char === "'" || char === '"') {
      at = findStringEnd(text, at)
      if (at < 0) break
    } else if (closer) open.push(closer)
    else if (char === open.at(-1)) open.pop()
    else if (open.length === 0 || char === '}' || char === ']' || char === ')') break
    if (open.length === 0) {
      cursor.at = at + 1
      return
    }
  }
  cursor.at = -1
}

/** What matches here, and moves behind it; '' where nothing does. */
function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0] ?? ''
  cursor.at += found.length
  return found
}

function takeText(cursor: Cursor, expected: string): boolean {
  if (cursor.text[cursor.at] !== expected) return false
  cursor.at++
  return true
}
