import 'server-only'
import type { StoreClock } from './engine'

/** The clock of the machine. Its timers keep no process alive. */
export const systemClock: StoreClock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
