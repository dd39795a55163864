/** The languages of the board, as BCP 47 has them; the first is the one that others fall back on. */
export const LOCALES = ['en', 'zh-Hans', 'zh-Hant'] as const

/** English with accents and a third longer: shows text that stands in code, and layouts that break. */
export const PSEUDO_LOCALE = 'en-XA'

export type Locale = (typeof LOCALES)[number] | typeof PSEUDO_LOCALE

/** Each language in its own words, and as short as a head of a page has room for. */
export const LOCALE_NAMES: Record<(typeof LOCALES)[number], { full: string; short: string }> = {
  en: { full: 'English', short: 'EN' },
  'zh-Hans': { full: '简体中文', short: '简体' },
  'zh-Hant': { full: '繁體中文', short: '繁體' },
}

/** The language that serves a tag such as `zh-TW` or `en-GB`; `null` where none does. */
export function toLocale(tag: string): Locale | null {
  if (/^en\b/i.test(tag)) return 'en'
  if (!/^zh\b/i.test(tag)) return null
  return /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? 'zh-Hant' : 'zh-Hans'
}

/** The first language of an `Accept-Language` header, by its weights, that the board has; English where it has none. */
export function selectLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/)
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    const locale = weight > 0 ? toLocale(tag) : null
    return locale ? [{ locale, weight }] : []
  })
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.locale ?? 'en'
}
