import 'server-only'
import type { ClientBase } from 'pg'
import type { StoreClock } from './engine'

/** The channel of NOTIFY; the source is its payload. */
export const CHANNEL = 'tuneboard_changes'
const AGAIN_MS = 5_000

/**
 * Makes what hears the announcements of other processes, over a connection of its own that is made anew when it is lost.
 * What is lost meanwhile, or in a pooler, whoever listens finds out by asking.
 */
export function createEar(toClient: () => ClientBase & { end(): Promise<void> }, clock: StoreClock) {
  const listeners = new Set<{ source: string; heard: () => void }>()
  let client: ReturnType<typeof toClient> | null = null
  let cancel = () => {}
  let ended = false

  function tell(source: string | null): void {
    for (const listener of listeners) if (source === null || listener.source === source) listener.heard()
  }

  async function connect(): Promise<void> {
    cancel()
    if (ended || client) return
    const mine = toClient()
    client = mine
    const lose = () => {
      if (client !== mine) return
      client = null
      mine.end().catch(() => {})
      if (!ended) cancel = clock.after(AGAIN_MS, () => void connect())
    }
    mine.on('error', lose)
    mine.on('end', lose)
    mine.on('notification', (message) => tell(message.payload ?? null))
    try {
      await mine.connect()
      await mine.query(`listen ${CHANNEL}`)
      tell(null)
    } catch {
      lose()
    }
  }

  return {
    listen(source: string, heard: () => void): () => void {
      const listener = { source, heard }
      listeners.add(listener)
      void connect()
      return () => listeners.delete(listener)
    },
    async end() {
      ended = true
      cancel()
      await client?.end().catch(() => {})
    },
  }
}
