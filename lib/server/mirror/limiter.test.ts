import { describe, expect, it } from 'vitest'
import { createLimiter, type Priority } from './limiter'
import { createTestClock } from './test-clock'

/** Takes slots as soon as they are given; says when, and who. */
function startTaker(rps: number) {
  const clock = createTestClock()
  const limiter = createLimiter({ rps, clock })
  const start = clock.now()
  const taken: { who: Priority; at: number }[] = []
  const take = async (who: Priority) => {
    await limiter.slot(who)
    taken.push({ who, at: clock.now() - start })
  }
  return { clock, limiter, taken, take }
}

describe('createLimiter', () => {
  it.each([0.5, 5, 40])('never gives more than %d slots in any second', async (rps) => {
    const { clock, taken, take } = startTaker(rps)
    for (let call = 0; call < 10 * rps; call++) void take('sweep')
    await clock.advance(10_000)
    expect(taken.length).toBeGreaterThanOrEqual(Math.floor(rps * 9))
    for (const { at } of taken)
      expect(taken.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(
        Math.max(1, rps),
      )
  })

  it('lets people go first, and never the others wait without an end', async () => {
    const { clock, taken, take } = startTaker(10)
    for (let call = 0; call < 5; call++) void take('sweep')
    for (let call = 0; call < 20; call++) void take('demand')
    await clock.advance(1_000)
    expect(taken.slice(1, 8).map(({ who }) => who)).toEqual([
      'demand',
      'demand',
      'sweep',
      'demand',
      'demand',
      'demand',
      'sweep',
    ])
  })

  it('halves its rate and finds back step by step', async () => {
    const { clock, limiter, taken, take } = startTaker(10)
    limiter.slowDown()
    for (let call = 0; call < 40; call++) void take('sweep')
    await clock.advance(2_000)
    expect(taken.length).toBeLessThanOrEqual(10)
    for (let call = 0; call < 25; call++) limiter.speedUp()
    const before = taken.length
    await clock.advance(2_000)
    expect(taken.length - before).toBeGreaterThanOrEqual(18)
  })
})
