import 'server-only'
import compile from 'icu-minify/compile'
import en from '@/lib/messages/en.json'
import errors from '@/lib/messages/errors.en.json'
import { createTranslator, type Messages, type Translate } from '@/lib/messages/translator'

/** The languages of the board; the first is the one that others fall back on. */
export const LOCALES = ['en'] as const
export type Locale = (typeof LOCALES)[number]

export type Catalogue = {
  readonly locale: Locale
  readonly t: Translate
  /** The messages whose keys start with one of the prefixes, for a browser that shall not carry them all. */
  pick(prefixes: readonly string[]): Messages
}

/** Compiles a language's messages. Costs some milliseconds: once a process. */
export function createCatalogue(locale: Locale): Catalogue {
  const compiled = Object.entries({ ...en, ...errors }).map(([key, message]) => [key, compile(message)])
  // Through JSON, for the compiler's objects have no prototype and React sends none of those to a browser.
  const messages: Messages = JSON.parse(JSON.stringify(Object.fromEntries(compiled)))
  return {
    locale,
    t: createTranslator(messages, locale),
    pick: (prefixes) =>
      Object.fromEntries(
        Object.entries(messages).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))),
      ),
  }
}
