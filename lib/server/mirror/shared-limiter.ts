import 'server-only'
import { randomUUID } from 'node:crypto'
import { UpstreamError } from '../dashscope/upstream-error'
import type { Leases } from '../store/store'
import { toBusy } from './caller'
import type { Clock } from './clock'
import type { Limiter } from './limiter'

/** What of the rate the leader keeps where there can be followers, who share the rest. */
export const LEADER_SHARE = 0.8
const PATIENCE_MS = 10_000
const MARGIN = 1.05
const SHORTEST_LOOK_MS = 50

/**
 * Makes the limiter of a follower: a lease that nobody gives back is good for one call of all followers, and the next one
 * has to wait until it has run out.
 * @param rps calls a second of the whole deployment
 */
export function createSharedLimiter(parts: {
  leases: Leases
  source: string
  rps: number
  clock: Clock
}): Limiter {
  const { leases, clock } = parts
  const token = `${parts.source}:demand`
  const ttlMs = Math.ceil((1000 / (parts.rps * (1 - LEADER_SHARE))) * MARGIN)
  const queue: { until: number; go: () => void; fail: (error: UpstreamError) => void }[] = []
  let serving = false
  let ended = false

  async function take(): Promise<boolean> {
    try {
      return (await leases.acquire(token, randomUUID(), ttlMs)) !== null
    } catch {
      for (const { fail } of queue.splice(0)) fail(toUnknown())
      return false
    }
  }

  async function serve(): Promise<void> {
    if (serving) return
    serving = true
    while (queue.length > 0) {
      if (await take()) queue.shift()?.go()
      else await new Promise<void>((resolve) => clock.after(Math.max(SHORTEST_LOOK_MS, ttlMs / 4), resolve))
      while (queue[0] && queue[0].until <= clock.steady()) queue.shift()?.fail(toBusy())
      if (ended) break
    }
    serving = false
  }

  return {
    slot: () =>
      new Promise((go, fail) => {
        queue.push({ until: clock.steady() + PATIENCE_MS, go, fail })
        void serve()
      }),
    waiting: () => queue.length,
    // The leader, who makes nearly all calls, slows down; here every call has waited for its turn anyway.
    slowDown() {},
    speedUp() {},
    end() {
      ended = true
      for (const { go } of queue.splice(0)) go()
    },
  }
}

function toUnknown(): UpstreamError {
  const message = 'The database does not answer, so it is not known whether DashScope may be called now.'
  return new UpstreamError({ kind: 'not-sent', code: 'StoreUnavailable', message })
}
