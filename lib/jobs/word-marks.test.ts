import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepHolders, type WordMarks } from './word-marks'

const NAMES = [{}, {}] as const

/** Slots that hold a word, and at how many of them was looked. */
function search(words: WordMarks, texts: readonly string[], text: string, names: object = NAMES[0]) {
  const slots = Uint32Array.from(texts.keys())
  let looks = 0
  const toLook = () => (slot: number) => {
    looks++
    return texts[slot]?.includes(text) ?? false
  }
  const word = { text, isPlain: !text.includes('='), names }
  const count = keepHolders(words, word, toLook, texts.length, slots, slots.length)
  return { found: [...slots.subarray(0, count)], looks }
}

it('finds what holds a word, whatever was searched for before, and as slots come', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '='), maxLength: 4 })
  const texts = fc.array(text, { minLength: 1, maxLength: 30 })
  const steps = fc.array(fc.record({ word: text, names: fc.nat({ max: 1 }), more: texts }), { maxLength: 40 })
  fc.assert(
    fc.property(texts, steps, (first, asked) => {
      const words: WordMarks = new Map()
      const all = [...first]
      for (const { word, names, more } of asked) {
        const holders = [...all.keys()].filter((slot) => all[slot]?.includes(word))
        expect(search(words, all, word, NAMES[names]).found).toEqual(holders)
        all.push(...more)
      }
    }),
  )
})

it('looks at no job twice, and of a longer word at those alone that hold the shorter one', () => {
  const words: WordMarks = new Map()
  const texts = ['lora', 'lore', 'full', 'sft']
  expect(search(words, texts, 'lor')).toEqual({ found: [0, 1], looks: 4 })
  expect(search(words, texts, 'lor')).toEqual({ found: [0, 1], looks: 0 })
  expect(search(words, [...texts, 'color'], 'lor')).toEqual({ found: [0, 1, 4], looks: 1 })
  expect(search(words, [...texts, 'color'], 'lora')).toEqual({ found: [0], looks: 3 })
})

it('trusts nothing that was found under other names', () => {
  const words: WordMarks = new Map()
  expect(search(words, ['a'], 'wei', NAMES[0]).found).toEqual([])
  expect(search(words, ['lin wei'], 'wei', NAMES[1]).found).toEqual([0])
})

it('forgets words that nobody has asked for of late', () => {
  const words: WordMarks = new Map()
  for (let at = 0; at < 40; at++) {
    search(words, ['a'], `word-${at}`)
    search(words, ['a'], 'often')
  }
  expect(words.size).toBeLessThan(20)
  expect(search(words, ['a'], 'often').looks).toBe(0)
})
