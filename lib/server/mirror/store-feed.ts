import 'server-only'
import type { Changes, JobStore } from '../store/store'
import type { Clock } from './clock'

export type StoreFeed = {
  /** Follows from the change after this number on. */
  start(since: number): void
  /** Hands on all that has changed by now. Rejects when the store fails. */
  catchUp(): Promise<void>
  /** Follows no more, and resolves when nothing is handed on; `start` goes on from where it was, or a later number. */
  pause(): Promise<void>
}

const AGAIN_MS = 1_000

/** Makes what hands on the changes of a source in their order, one after the other, by whichever process they are. */
export function createStoreFeed(parts: {
  store: Pick<JobStore, 'changes' | 'subscribe'>
  source: string
  clock: Clock
  take: (changes: Changes) => Promise<void>
}): StoreFeed {
  const { store, source, clock, take } = parts
  let last = 0
  let queue: Promise<unknown> = Promise.resolve()
  /** The reading that waits for the one under way. */
  let next: Promise<void> | null = null
  let following = false
  let end = () => {}
  let cancel = () => {}

  async function read(): Promise<void> {
    for (;;) {
      const changes = await store.changes(source, last)
      if (!following) return
      await take(changes)
      last = changes.seq
      if (!changes.more) return
    }
  }

  function catchUp(): Promise<void> {
    if (next) return next
    const turn = queue.then(() => {
      next = null
      return read()
    })
    next = turn
    queue = turn.catch(() => {})
    return turn
  }

  function hear(): void {
    cancel()
    if (!following) return
    catchUp().catch(() => {
      cancel = clock.after(AGAIN_MS, hear)
    })
  }

  async function pause(): Promise<void> {
    following = false
    cancel()
    end()
    await queue
  }

  return {
    start(since) {
      if (following) return
      following = true
      last = Math.max(last, since)
      end = store.subscribe(source, last, hear)
    },
    catchUp,
    pause,
  }
}
