/** 32-bit cells a text: 256 bits, of which a text of 60 characters sets a fifth. */
const CELLS = 8

/**
 * Which pairs of neighbouring characters occur in each of many texts, hashed to bits. Tells at once that a text does
 * not hold a word, which is what most texts answer to most words; that one does is for the text itself to say.
 */
export type Bigrams = Uint32Array

/** The bits that a text must have to hold a word. */
export type WordBits = readonly { readonly cell: number; readonly bits: number }[]

export function createBigrams(length: number): Bigrams {
  return new Uint32Array(length * CELLS)
}

/** The same texts, and room for more. */
export function growBigrams(bigrams: Bigrams, length: number): Bigrams {
  const grown = createBigrams(length)
  grown.set(bigrams)
  return grown
}

/** Notes a text under its number, which must be empty so far. */
export function writeBigrams(bigrams: Bigrams, at: number, text: string): void {
  for (let index = 1; index < text.length; index++) {
    const bit = toBit(text, index)
    const cell = at * CELLS + (bit >>> 5)
    bigrams[cell] = (bigrams[cell] ?? 0) | (1 << (bit & 31))
  }
}

/** Empty for a word of one character, which may be in any text. */
export function toWordBits(word: string): WordBits {
  const cells = createBigrams(1)
  writeBigrams(cells, 0, word)
  return Array.from(cells, (bits, cell) => ({ cell, bits })).filter(({ bits }) => bits !== 0)
}

/** Whether a text may hold a word. */
export function mayHold(bigrams: Bigrams, at: number, word: WordBits): boolean {
  for (let index = 0; index < word.length; index++) {
    const { cell, bits } = word[index] ?? { cell: 0, bits: 0 }
    // As signed numbers, for `&` gives one.
    if (((bigrams[at * CELLS + cell] ?? 0) & bits) !== (bits | 0)) return false
  }
  return true
}

function toBit(text: string, index: number): number {
  return (text.charCodeAt(index - 1) * 37 + text.charCodeAt(index) * 11) & 255
}
