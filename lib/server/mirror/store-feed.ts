import 'server-only'
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

/** Makes what hands on what is new in a store in its order, one after the other, by whichever process it is. */
export function createStoreFeed<News extends { readonly seq: number; readonly more?: boolean }>(parts: {
  read: (since: number) => Promise<News>
  subscribe: (since: number, listener: () => void) => () => void
  clock: Clock
  take: (news: News) => Promise<void>
}): StoreFeed {
  const { clock, take } = parts
  let last = 0
  let queue: Promise<unknown> = Promise.resolve()
  /** The reading that waits for the one under way. */
  let next: Promise<void> | null = null
  let following = false
  let end = () => {}
  let cancel = () => {}

  async function read(): Promise<void> {
    for (;;) {
      const news = await parts.read(last)
      if (!following) return
      await take(news)
      last = news.seq
      if (!news.more) return
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
      end = parts.subscribe(last, hear)
    },
    catchUp,
    pause,
  }
}
