import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryText } from './arbitrary-text'
import { createBigrams, growBigrams, mayHold, toWordBits, writeBigrams } from './bigrams'

it('never denies a word that is in the text', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryText, arbitraryText, (before, word, after) => {
      const bigrams = createBigrams(2)
      writeBigrams(bigrams, 1, before + word + after)
      expect(mayHold(bigrams, 1, toWordBits(word))).toBe(true)
      expect(mayHold(growBigrams(bigrams, 3), 1, toWordBits(word))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it('denies most words that are not', () => {
  const bigrams = createBigrams(1)
  writeBigrams(bigrams, 0, 'qwen3-14b-suffix-ft-202611231653-1c7f')
  const words = ['f9e', 'nightly', '-ab', 'zzz', 'support', '客服', 'learning', 'dpo']
  expect(words.filter((word) => mayHold(bigrams, 0, toWordBits(word))).length).toBeLessThanOrEqual(1)
})
