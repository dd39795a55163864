import 'server-only'
import type { Logger } from 'pino'
import type { Clock } from './clock'
import type { Keeper, Loaded } from './keeper'

export type Loader = {
  /** Resolves with what the store held, once it can be read; `null` when it was stopped before. */
  load(): Promise<Loaded | null>
  /** Why nothing can be shown yet; `null` once it is loaded. */
  reason(): string | null
  stop(): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** Makes what reads the store at the start. To begin empty would have everything read, and deletions forgotten. */
export function createLoader(keeper: Keeper, clock: Clock, log: Pick<Logger, 'error'>): Loader {
  let reason: string | null = 'The stored jobs have not been read yet.'
  let stopped = false
  let wake = () => {}

  return {
    async load() {
      for (let pauseMs = FIRST_PAUSE_MS; !stopped; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
        try {
          const loaded = await keeper.load()
          await keeper.publish()
          reason = null
          return loaded
        } catch (error) {
          reason = `The store cannot be read: ${error instanceof Error ? error.message : String(error)}`
          log.error({ error: String(error) }, 'the store cannot be read')
        }
        await new Promise<void>((resolve) => {
          wake = resolve
          clock.after(pauseMs, resolve)
        })
      }
      return null
    },
    reason: () => reason,
    stop() {
      stopped = true
      wake()
    },
  }
}
