import 'server-only'
import type { Clock } from './clock'

/** Who waits for a call: a person, the newest page, the reading of the whole account. In order of precedence. */
const PRIORITIES = ['demand', 'refresh', 'sweep'] as const
export type Priority = (typeof PRIORITIES)[number]

export type Limiter = {
  /** Resolves when the next call may be made. */
  slot(priority: Priority): Promise<void>
  waiting(priority: Priority): number
  /** Halves the rate, after DashScope said that there are too many calls. */
  slowDown(): void
  /** Takes one small step back towards the full rate, after a call that went well. */
  speedUp(): void
  /** Lets all go that wait. */
  end(): void
}

/** Calls leave a little further apart than the rate asks: underway they bunch up, and DashScope counts arrivals. */
const MARGIN = 1.05
/** One slot in so many goes to those who would else wait as long as people keep asking. */
const TURN = 4
const LOWEST_SHARE = 1 / 32
const STEP = 1 / 50

/** Makes the one queue that all calls pass, at most `rps` a second and evenly spaced. */
export function createLimiter({ rps, clock }: { rps: number; clock: Clock }): Limiter {
  const queues: Record<Priority, (() => void)[]> = { demand: [], refresh: [], sweep: [] }
  let rate = rps
  let resting = false
  let served = 0

  function serve(): void {
    if (resting) return
    const nonEmpty = PRIORITIES.filter((priority) => queues[priority].length > 0)
    const chosen = served % TURN === TURN - 1 ? nonEmpty.at(-1) : nonEmpty[0]
    const go = chosen && queues[chosen].shift()
    if (!go) return
    served++
    resting = true
    clock.after(Math.ceil((1000 / rate) * MARGIN), () => {
      resting = false
      serve()
    })
    go()
  }

  return {
    slot: (priority) =>
      new Promise((resolve) => {
        queues[priority].push(resolve)
        serve()
      }),
    waiting: (priority) => queues[priority].length,
    slowDown() {
      rate = Math.max(rate / 2, rps * LOWEST_SHARE)
    },
    speedUp() {
      rate = Math.min(rate + rps * STEP, rps)
    },
    end() {
      for (const priority of PRIORITIES) for (const go of queues[priority].splice(0)) go()
    },
  }
}
