import 'server-only'
import { StoreError } from '../store/store-error'
import type { Clock } from './clock'

export type StoreWriter = {
  /**
   * Runs a write until the store takes it, with longer and longer pauses of at most 10 s. Rejects where no further
   * attempt makes sense: another process writes now, or the mirror stops.
   */
  insist(write: () => Promise<void>): Promise<void>
  /** Runs a write once, and not at all while others wait for the store; says whether it took it. */
  offer(write: () => Promise<void>): Promise<boolean>
  /** Notes that something cannot be stored at all, which stays true. */
  giveUp(message: string): void
  /** Why the last write failed, or something was given up; `null` when all is safe. */
  trouble(): string | null
  /** Whether a write waits for its next attempt. */
  isWaiting(): boolean
  /** Lets writes that wait for their next attempt make it now. */
  hurry(): void
  /** As `hurry`, and no write gets another attempt. */
  stop(): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** Makes what writes to a store that may be gone for a while: what waits here is kept, and shown only when it is safe. */
export function createStoreWriter(clock: Clock): StoreWriter {
  const waiting = new Set<() => void>()
  let trouble: string | null = null
  let givenUp: string | null = null
  let stopped = false

  function hurry(): void {
    for (const go of [...waiting]) go()
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        cancel()
        waiting.delete(go)
        resolve()
      }
      const cancel = clock.after(ms, go)
      waiting.add(go)
    })
  }

  async function attempt(write: () => Promise<void>): Promise<void> {
    try {
      await write()
      trouble = null
    } catch (error) {
      if (isPassing(error)) trouble = error.message
      throw error
    }
  }

  return {
    async insist(write) {
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
        try {
          return await attempt(write)
        } catch (error) {
          if (stopped || !isPassing(error)) throw error
        }
        await pause(pauseMs)
      }
    },
    async offer(write) {
      if (waiting.size > 0) return false
      try {
        await attempt(write)
        return true
      } catch (error) {
        if (error instanceof StoreError) return false
        throw error
      }
    },
    giveUp(message) {
      givenUp = message
    },
    trouble: () => trouble ?? givenUp,
    isWaiting: () => waiting.size > 0,
    hurry,
    stop() {
      stopped = true
      hurry()
    },
  }
}

/** Whether the store itself failed, which may pass; another leader does not, nor what it will never take. */
function isPassing(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code !== 'StoreNotLeader' && !isRefused(error)
}

/** Whether the store will never take what it was given. */
export function isRefused(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === 'StoreRefused'
}
