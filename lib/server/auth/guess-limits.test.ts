import { describe, expect, it } from 'vitest'
import { createGuessLimits } from './guess-limits'

const START = 1_764_000_000_000

describe('createGuessLimits', () => {
  it('lets a peer try five times, then once in 30 s', () => {
    let now = START
    const limits = createGuessLimits(() => now)
    const waits = Array.from({ length: 7 }, () => limits.take('198.51.100.7', null))
    expect(waits).toEqual([0, 0, 0, 0, 0, 30, 30])
    now += 29_000
    expect(limits.take('198.51.100.7', null)).toBe(1)
    now += 1_000
    expect(limits.take('198.51.100.7', null)).toBe(0)
    expect(limits.take('198.51.100.7', null)).toBe(30)
  })

  it('lets 10,000 guesses of one peer in an hour make 125 tries', () => {
    let now = START
    const limits = createGuessLimits(() => now)
    let tries = 0
    for (let guess = 0; guess < 10_000; guess++) {
      if (limits.take('198.51.100.7', null) === 0) tries++
      now += 360
    }
    expect(tries).toBe(5 + Math.floor((9_999 * 360) / 30_000))
  })

  it('bounds all peers together, and never a browser that has signed in before', () => {
    const limits = createGuessLimits(() => START)
    const tries = Array.from({ length: 1_000 }, (_, at) => limits.take(`peer ${at}`, null))
    expect(tries.filter((wait) => wait === 0)).toHaveLength(50)
    expect(limits.take('peer 1', 'known')).toBe(0)
  })

  it('counts no try that succeeded', () => {
    const limits = createGuessLimits(() => START)
    for (let at = 0; at < 100; at++) {
      expect(limits.take('198.51.100.7', null)).toBe(0)
      limits.giveBack('198.51.100.7', null)
    }
    for (let at = 0; at < 5; at++) expect(limits.take('198.51.100.7', null)).toBe(0)
    expect(limits.take('198.51.100.7', null)).toBe(30)
  })

  it('holds its memory, however many peers there are', () => {
    const limits = createGuessLimits(() => START)
    for (let at = 0; at < 100_000; at++) limits.take(`peer ${at}`, `browser ${at}`)
    expect(limits.take('peer 1', null)).toBe(0)
  })
})
