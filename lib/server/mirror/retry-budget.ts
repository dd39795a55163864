import 'server-only'

export type RetryBudget = {
  /** Counts a call that is no retry. */
  earn(): void
  /** Whether a retry may be made now, which it then counts. */
  spend(): boolean
}

const SHARE = 0.2
/** So many retries are free at the start, and can be saved up: a small account must get over a hiccup, too. */
const MOST_SAVED = 10

/** Makes a budget by which retries are at most a fifth of all calls, and ten. */
export function createRetryBudget(): RetryBudget {
  let saved = MOST_SAVED
  return {
    earn() {
      // A retry is one of the calls that it may be a fifth of.
      saved = Math.min(saved + SHARE / (1 - SHARE), MOST_SAVED)
    },
    spend() {
      if (saved < 1) return false
      saved--
      return true
    },
  }
}
