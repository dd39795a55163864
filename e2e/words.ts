import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'
import { createTranslator, type MessageKey } from '../lib/messages/translator'
import { ROOT } from './board'

function readMessages(name: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, 'lib/messages', name), 'utf8'))
}

const messages: Record<string, string> = { ...readMessages('en.json'), ...readMessages('errors.en.json') }

/** Says a text of the catalogue as the board should, so that tests hold none of their own. */
export const t = createTranslator(
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compile(text)])),
  'en',
)

/** What the catalogue says of an error code. Fails where it says nothing. */
export function toErrorWords(code: string): { meaning: string; action: string } {
  const [meaning, action] = [`errors.${code}.meaning`, `errors.${code}.action`].map((key) => {
    if (messages[key] === undefined) throw new Error(`The catalogue has no ${key}`)
    return t(key as MessageKey)
  })
  return { meaning: meaning ?? '', action: action ?? '' }
}

/** A number as the board writes it. */
export function toNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 20 })
}
