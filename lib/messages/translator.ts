import formatMessage from 'icu-minify/format'
import type en from './en.json'
import type errors from './errors.en.json'

/** The name of a text that a person reads. English is the catalogue that all others follow. */
export type MessageKey = keyof typeof en | keyof typeof errors

/** A catalogue with each ICU message compiled, or a part of one. */
export type Messages = { readonly [key: string]: Parameters<typeof formatMessage>[0] }

/** Says a text in the reader's language; `values` fill its placeholders. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
}

/** A translator over a compiled catalogue. A key that the catalogue lacks is said as it is, so that it is noticed. */
export function createTranslator(messages: Messages, locale: string): Translate {
  return (key, values) => {
    const message = messages[key]
    if (message === undefined) return key
    if (typeof message === 'string') return message
    return String(formatMessage(message, locale, values, { formatters }))
  }
}
