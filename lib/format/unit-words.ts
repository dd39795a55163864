const ENGLISH = new Map([
  ['second', 's'],
  ['minute', 'min'],
  ['hour', 'h'],
  ['day', 'd'],
  ['month', 'mo'],
  ['year', 'y'],
])

/** The symbol of a unit of time in English, where `Intl` writes `hr` and `18 min. ago`; other languages are Intl's. */
export function toSymbol(locale: string, unit: string): string | undefined {
  return /^en\b/.test(locale) ? ENGLISH.get(unit) : undefined
}

/** What is so of this moment: in Chinese as it is said before a verb, where that of `Intl` would make it a command. */
export function toNow(locale: string): string | undefined {
  if (!/^zh\b/.test(locale)) return undefined
  return /\bHant\b/.test(locale) ? '剛剛' : '刚刚'
}

/** Chinese sets a space between a figure and the word after it, also where `Intl` does not. */
export function toSpaced(locale: string, text: string): string {
  return /^zh\b/.test(locale) ? text.replace(/(\d)(\p{Script=Han})/gu, '$1 $2') : text
}
