/** 32-bit cells a text: 256 bits, of which a text of 60 characters sets a fifth. */
const CELLS = 8

/**
 * Which pairs of neighbouring characters occur in each of many texts, hashed to bits. Tells at once that a text does
 * not hold a word, which is what most texts answer to most words; that one does is for the text itself to say.
 */
export type Bigrams = Int32Array

/** The bits that a text must have to hold a word: a cell, its bits, the next cell and so on. */
export type WordBits = Int32Array

export function createBigrams(length: number): Bigrams {
  return new Int32Array(length * CELLS)
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
  return Int32Array.from(Array.from(cells, (bits, cell) => (bits === 0 ? [] : [cell, bits])).flat())
}

/** Whether a text may hold a word. */
export function mayHold(bigrams: Bigrams, at: number, word: WordBits): boolean {
  for (let index = 0; index < word.length; index += 2) {
    const bits = word[index + 1] ?? 0
    if (((bigrams[at * CELLS + (word[index] ?? 0)] ?? 0) & bits) !== bits) return false
  }
  return true
}

function toBit(text: string, index: number): number {
  return (text.charCodeAt(index - 1) * 37 + text.charCodeAt(index) * 11) & 255
}
