import 'server-only'
import type { Outbox, StatusEvent, WaitingNotice } from './store'

type Waiting = WaitingNotice & { nextAt: number; attempts: number }

/** The outbox of a store in memory, and what tells it of events. */
export type MemoryOutbox = { note(event: StatusEvent): void; outbox(check: () => void): Outbox }

/** Makes the outbox of one source; `seq` gives the number of its last change. */
export function createMemoryOutbox(seq: () => number): MemoryOutbox {
  const stands = new Map<string, number>()
  let events: StatusEvent[] = []
  let waiting: Waiting[] = []
  const isOf = (notice: WaitingNotice) => (other: Waiting) =>
    other.event.id === notice.event.id && other.target === notice.target
  return {
    note(event) {
      if (stands.size > 0) events.push(event)
    },
    outbox: (check) => ({
      async open(_, targets) {
        check()
        for (const target of stands.keys()) if (!targets.includes(target)) stands.delete(target)
        for (const target of targets) if (!stands.has(target)) stands.set(target, seq())
        waiting = waiting.filter(({ target }) => stands.has(target))
      },
      async fill(_, now, pick) {
        check()
        for (const event of events)
          for (const target of pick(event))
            if ((stands.get(target) ?? Number.POSITIVE_INFINITY) < event.seq)
              waiting.push({ event, target, attempts: 0, createdAt: now, nextAt: now })
        for (const target of stands.keys()) stands.set(target, seq())
        events = []
        return false
      },
      async due(_, target, now, limit) {
        const own = waiting.filter((notice) => notice.target === target)
        // What comes behind one that waits comes after it.
        const waits = own.findIndex(({ nextAt }) => nextAt > now)
        return own.slice(0, waits < 0 ? limit : Math.min(waits, limit))
      },
      async remove(_, notice) {
        check()
        waiting = waiting.filter((other) => !isOf(notice)(other))
      },
      async postpone(_, notice, nextAt) {
        check()
        waiting = waiting.map((other) =>
          isOf(notice)(other) ? { ...other, nextAt, attempts: other.attempts + 1 } : other,
        )
      },
      async waiting() {
        return waiting.length
      },
    }),
  }
}
