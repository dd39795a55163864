import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'
import { createTranslator, type MessageKey } from '../lib/messages/translator'
import { ROOT } from './board'

function readMessages(name: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, 'lib/messages', name), 'utf8'))
}

/** A language's catalogue, and how the board should say its texts, so that tests hold none of their own. */
export function toWords(locale: 'en' | 'zh-Hans' | 'zh-Hant') {
  const messages = { ...readMessages(`${locale}.json`), ...readMessages(`errors.${locale}.json`) }
  const compiled = Object.entries(messages).map(([key, text]) => [key, compile(text)])
  return { messages, t: createTranslator(Object.fromEntries(compiled), locale) }
}

/** English, in which tests read the board unless they say otherwise. */
export const { messages, t } = toWords('en')

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
