import 'server-only'
import type { Clock } from './clock'

const MINUTE_MS = 60_000
const MINUTES = 60

export type CallCounter = { add(): void; lastHour(): number }

/** Counts calls by minute, for "calls in the last hour". */
export function createCallCounter(clock: Clock): CallCounter {
  const counts = new Map<number, number>()
  const minuteNow = () => Math.floor(clock.now() / MINUTE_MS)
  return {
    add() {
      const minute = minuteNow()
      counts.set(minute, (counts.get(minute) ?? 0) + 1)
      for (const counted of counts.keys()) if (counted <= minute - MINUTES) counts.delete(counted)
    },
    lastHour() {
      const first = minuteNow() - MINUTES
      let sum = 0
      for (const [minute, count] of counts) if (minute > first) sum += count
      return sum
    },
  }
}
