import 'server-only'
import type { Json } from '@/lib/jobs/json'

/** What stands where a piece of the key stood. */
export const REDACTED = '[redacted]'

/** So many characters of the key in a row are a piece of it; fewer say nothing. */
const PIECE = 12

export type Redact = (text: string) => string

/** One spelling of the key, and how many characters of it in a row count. */
type Form = { readonly text: string; readonly piece: number; readonly block: number }

/**
 * Makes the function that takes keys out of a text: as they are, in base64, hex or URL-encoded, whole or any 12
 * characters of them. An empty key changes nothing.
 */
export function createRedactor(...keys: readonly string[]): Redact {
  const forms = keys.flatMap(toForms)
  return (text) => {
    const found = forms.flatMap((form) => findPieces(text, form)).sort((a, b) => a.start - b.start)
    let result = ''
    let end = 0
    for (const piece of found) {
      if (piece.start >= end) result += text.slice(end, piece.start) + REDACTED
      end = Math.max(end, piece.end)
    }
    return found.length > 0 ? result + text.slice(end) : text
  }
}

/** A copy of a JSON value with every string and every name in it redacted. */
export function redactJson(value: Json, redact: Redact): Json {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((entry) => redactJson(entry, redact))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [redact(name), redactJson(entry, redact)]),
  )
}

function toForms(key: string): Form[] {
  if (key === '') return []
  const hex = Buffer.from(key).toString('hex')
  const percent = hex.replace(/../g, '%$&')
  const spellings: [string, number][] = [
    [key, PIECE],
    [encodeURIComponent(key), PIECE],
    [hex, PIECE * 2],
    [hex.toUpperCase(), PIECE * 2],
    [percent, PIECE * 3],
    [percent.toUpperCase(), PIECE * 3],
    ...toBase64Spellings(key).map((text): [string, number] => [text, (PIECE * 4) / 3]),
  ]
  const forms = new Map<string, Form>()
  for (const [text, length] of spellings) {
    const piece = Math.min(length, text.length)
    if (piece > 0) forms.set(text, { text, piece, block: Math.ceil(piece / 2) })
  }
  return [...forms.values()]
}

/** Base64 of the key alone, and as it looks inside a longer text, where it may start at any of three offsets. */
function toBase64Spellings(key: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)])
    const mixed = Math.ceil((offset * 8) / 6)
    const text = bytes.toString('base64').slice(mixed).replace(/=+$/, '')
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/**
 * Finds the pieces of one form. Any piece holds a block that starts at a multiple of the block's length, so it is
 * enough to look for those few blocks and to grow each find as far as text and key agree.
 */
function findPieces(text: string, form: Form): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let from = 0; from + form.block <= form.text.length; from += form.block) {
    const block = form.text.slice(from, from + form.block)
    for (let at = text.indexOf(block); at >= 0; at = text.indexOf(block, at + 1)) {
      let before = 0
      while (before < from && before < at && text[at - before - 1] === form.text[from - before - 1]) before++
      let length = form.block
      while (from + length < form.text.length && text[at + length] === form.text[from + length]) length++
      if (before + length >= form.piece) found.push({ start: at - before, end: at + length })
    }
  }
  return found
}
