import fc from 'fast-check'

/** Characters that texts go wrong with: separators of query strings, case, code points beyond 16 bits and around them. */
const CHARACTERS = [
  ...'abAB019 \t\n-_=&+%#?/:,;@"<>éßİ中文',
  '\ud7ff',
  '\ue000',
  '\uff01',
  '\u{10000}',
  '😀',
  '\0',
]

/** Texts of such characters. fast-check's own full range of Unicode takes a second to set up. */
export const arbitraryText = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 20 })
