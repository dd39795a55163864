import 'server-only'

/** Time as the mirror sees it, so that tests can run it by hand. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since any moment, of a clock that nobody sets: for what must not last longer than it may. */
  steady(): number
  /** Runs something once, after so many milliseconds; gives what cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The clock of the machine. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: Date.now,
  steady: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
