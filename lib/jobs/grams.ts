/** 32-bit cells a text: 256 bits for its pairs of characters, of which one of 60 sets a fifth, and 256 for its threes. */
const CELLS = 16

/**
 * Which pairs and threes of neighbouring characters occur in each of many texts, hashed to bits. Tells at once that a
 * text does not hold a word, which is what most texts answer to most words; that one does is for the text itself to say.
 */
export type Grams = Int32Array

/** The bits that a text must have to hold a word: a cell, its bits, the next cell and so on. */
export type WordBits = Int32Array

export function createGrams(length: number): Grams {
  return new Int32Array(length * CELLS)
}

/** How many texts there is room for. */
export function toRoom(grams: Grams): number {
  return grams.length / CELLS
}

/** The same texts, and room for more. */
export function growGrams(grams: Grams, length: number): Grams {
  const grown = createGrams(length)
  grown.set(grams)
  return grown
}

/** Adds a text to those under a number. */
export function writeGrams(grams: Grams, at: number, text: string): void {
  for (let index = 1; index < text.length; index++) {
    const pair = (text.charCodeAt(index - 1) * 37 + text.charCodeAt(index) * 11) & 255
    write(grams, at, pair)
    if (index > 1) write(grams, at, 256 + ((text.charCodeAt(index - 2) * 59 + pair) & 255))
  }
}

function write(grams: Grams, at: number, bit: number): void {
  const cell = at * CELLS + (bit >>> 5)
  grams[cell] = (grams[cell] ?? 0) | (1 << (bit & 31))
}

/** Empty for a word of one character, which may be in any text. */
export function toWordBits(word: string): WordBits {
  const cells = createGrams(1)
  writeGrams(cells, 0, word)
  return Int32Array.from(Array.from(cells, (bits, cell) => (bits === 0 ? [] : [cell, bits])).flat())
}

/** Whether a text may hold a word. */
export function mayHold(grams: Grams, at: number, word: WordBits): boolean {
  for (let index = 0; index < word.length; index += 2) {
    const bits = word[index + 1] ?? 0
    if (((grams[at * CELLS + (word[index] ?? 0)] ?? 0) & bits) !== bits) return false
  }
  return true
}
