import 'server-only'

/** So many at once, then one in so many milliseconds. */
type Rate = { readonly burst: number; readonly everyMs: number }

/** Of one peer, or of one browser that has signed in before. */
const ONE: Rate = { burst: 5, everyMs: 30_000 }
/** Of all peers together: a password of 12 characters outlasts what a thousand machines try through this. */
const ALL: Rate = { burst: 50, everyMs: 2_000 }
/** Peers remembered; more than that are held by the rate of all. */
const MOST = 20_000

export type GuessLimits = {
  /** Counts a try. Gives 0 where it may be made, else the seconds until the next one may. */
  take(peer: string, browser: string | null): number
  /** Takes a try back that was none: it succeeded. */
  giveBack(peer: string, browser: string | null): void
}

/**
 * Bounds how often passwords can be tried. A browser that has signed in before has a count of its own, so that nobody
 * can lock the team out by guessing.
 */
export function createGuessLimits(clock: () => number): GuessLimits {
  /** When each would be without a try to its account. */
  const dueAt = new Map<string, number>()

  function toWait(key: string, rate: Rate): number {
    const due = Math.max(dueAt.get(key) ?? 0, clock())
    return Math.max(0, due - clock() - (rate.burst - 1) * rate.everyMs)
  }

  function add(key: string, ms: number): void {
    const due = Math.max(dueAt.get(key) ?? 0, clock()) + ms
    // Last in the order of the map, so that the first is the one that tried longest ago.
    dueAt.delete(key)
    if (due > clock()) dueAt.set(key, due)
    // Many at once: a map that loses its first one at each step grows slow.
    if (dueAt.size > MOST) for (const oldest of [...dueAt.keys()].slice(0, MOST / 2)) dueAt.delete(oldest)
  }

  const toCounts = (peer: string, browser: string | null): [key: string, rate: Rate][] =>
    browser
      ? [[`browser ${browser}`, ONE]]
      : [
          [`peer ${peer}`, ONE],
          ['all', ALL],
        ]

  return {
    take(peer, browser) {
      const counts = toCounts(peer, browser)
      const wait = Math.max(...counts.map(([key, rate]) => toWait(key, rate)))
      if (wait > 0) return Math.ceil(wait / 1000)
      for (const [key, rate] of counts) add(key, rate.everyMs)
      return 0
    },
    giveBack(peer, browser) {
      for (const [key, rate] of toCounts(peer, browser)) add(key, -rate.everyMs)
    },
  }
}
