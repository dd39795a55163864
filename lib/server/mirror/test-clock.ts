import 'server-only'
import type { Clock } from './clock'

/** Turns of the event loop after which what was set off is done, unless it waits for the network. */
const TURNS = 30

export type TestClock = Clock & {
  /** Moves time on, timer by timer, and lets everything settle after each. */
  advance(ms: number): Promise<void>
}

/**
 * A clock for tests that stands still unless it is moved.
 * @param isQuiet whether nothing is under way that takes real time
 */
export function createTestClock(isQuiet: () => boolean = () => true): TestClock {
  const timers = new Map<symbol, { at: number; run: () => void }>()
  let now = Date.UTC(2026, 0, 1)

  async function settle(): Promise<void> {
    do for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
    while (!isQuiet())
  }

  return {
    now: () => now,
    steady: () => now,
    after(ms, run) {
      const id = Symbol()
      timers.set(id, { at: now + ms, run })
      return () => timers.delete(id)
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)
        if (!next) break
        const [id, timer] = next
        timers.delete(id)
        now = Math.max(now, timer.at)
        timer.run()
        await settle()
      }
      now = end
    },
  }
}
