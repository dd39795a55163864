import 'server-only'
import compile from 'icu-minify/compile'
import en from '@/lib/messages/en.json'
import errorsEn from '@/lib/messages/errors.en.json'
import errorsHans from '@/lib/messages/errors.zh-Hans.json'
import errorsHant from '@/lib/messages/errors.zh-Hant.json'
import { type Locale, PSEUDO_LOCALE } from '@/lib/messages/locales'
import { toPseudoMessage } from '@/lib/messages/pseudo'
import { createTranslator, type MessageKey, type Messages, type Translate } from '@/lib/messages/translator'
import hans from '@/lib/messages/zh-Hans.json'
import hant from '@/lib/messages/zh-Hant.json'

export type Catalogue = {
  readonly locale: Locale
  readonly t: Translate
  /** The messages whose keys start with one of the prefixes, for a browser that shall not carry them all. */
  pick(prefixes: readonly string[]): Messages
}

/** Every text of each language: one that lacks a text of English does not compile. */
const TEXTS: Record<Locale, Record<MessageKey, string>> = {
  en: { ...en, ...errorsEn },
  'zh-Hans': { ...hans, ...errorsHans },
  'zh-Hant': { ...hant, ...errorsHant },
  [PSEUDO_LOCALE]: { ...en, ...errorsEn },
}

/** Compiles a language's messages. Costs some milliseconds: once a process and language. */
export function createCatalogue(locale: Locale): Catalogue {
  const compiled = Object.entries(TEXTS[locale]).map(([key, text]) => {
    const message = compile(text)
    return [key, locale === PSEUDO_LOCALE ? toPseudoMessage(message) : message]
  })
  // Through JSON, for the compiler's objects have no prototype and React sends none of those to a browser.
  const messages: Messages = JSON.parse(JSON.stringify(Object.fromEntries(compiled)))
  const picked = new Map<string, Messages>()
  return {
    locale,
    t: createTranslator(messages, locale),
    pick(prefixes) {
      const key = prefixes.join()
      const known = picked.get(key)
      if (known) return known
      const part = Object.fromEntries(
        Object.entries(messages).filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix))),
      )
      picked.set(key, part)
      return part
    },
  }
}
