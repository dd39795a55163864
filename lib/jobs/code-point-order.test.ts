import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryText } from './arbitrary-text'
import { compareCodePoints } from './code-point-order'

it('orders as lists of code points would be', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryText, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(compareNaively([...a], [...b]))
    }),
  )
  expect(['\u{1f600}', '\uff01', 'a'].sort(compareCodePoints)).toEqual(['a', '\uff01', '\u{1f600}'])
})

function compareNaively(a: string[], b: string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]
    if (right === undefined) return 1
    if (left !== right) return Math.sign((left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0))
  }
  return a.length < b.length ? -1 : 0
}
