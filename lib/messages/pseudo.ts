import type { Messages } from './translator'

type Message = Messages[string]

const PLAIN = 'AaCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz'
const ACCENTED = 'ÅåÇçĐđÉéĜĝĤĥÎîĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž'

/** A text as the pseudo-language has it: accented, a third longer, in brackets that show where it was cut. */
export function toPseudoText(text: string): string {
  if (text.trim() === '') return text
  const accented = [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('')
  return `[${accented}${'·'.repeat(Math.ceil(text.length / 3))}]`
}

/** A compiled message with each of its texts in the pseudo-language; placeholders stay. */
export function toPseudoMessage(message: Message): Message {
  return mapTexts(message) as Message
}

function mapTexts(part: unknown): unknown {
  if (typeof part === 'string') return toPseudoText(part)
  if (!Array.isArray(part)) return part
  return part.map((piece) => (Array.isArray(piece) ? mapArgument(piece) : mapTexts(piece)))
}

/** `[name, type?, branches?]`, where each branch is a message of its own. */
function mapArgument([name, ...rest]: unknown[]): unknown[] {
  const isBranches = (value: unknown): value is object => value !== null && typeof value === 'object'
  return [
    name,
    ...rest.map((value) =>
      isBranches(value)
        ? Object.fromEntries(Object.entries(value).map(([branch, texts]) => [branch, mapTexts(texts)]))
        : value,
    ),
  ]
}
