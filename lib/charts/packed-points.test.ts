import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packPoints, unpackPoints } from './packed-points'

it('reads what it writes, digit by digit', () => {
  const number = fc.double({ noNaN: true }).map((value) => value + 0)
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number)), (points) => {
      expect(unpackPoints(packPoints(points))).toEqual(points)
    }),
  )
})
