import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryText } from './arbitrary-text'
import { createGrams, growGrams, mayHold, toWordBits, writeGrams } from './grams'

it('never denies a word that is in the text', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryText, arbitraryText, (before, word, after) => {
      const grams = createGrams(2)
      writeGrams(grams, 1, before + word + after)
      expect(mayHold(grams, 1, toWordBits(word))).toBe(true)
      expect(mayHold(growGrams(grams, 3), 1, toWordBits(word))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it('denies most words that are not', () => {
  const grams = createGrams(1)
  writeGrams(grams, 0, 'qwen3-14b-suffix-ft-202611231653-1c7f')
  const words = ['f9e', 'nightly', '-ab', 'zzz', 'support', '客服', 'learning', 'dpo']
  expect(words.filter((word) => mayHold(grams, 0, toWordBits(word))).length).toBeLessThanOrEqual(1)
})
