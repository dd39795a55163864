import 'server-only'
import type { Clock } from './clock'

export type Gate = {
  isOpen(): boolean
  /** In milliseconds since 1970; `null` while it is not closed. */
  closedUntil(): number | null
  /** Resolves when it may have opened; ask `isOpen` again then. */
  change(): Promise<void>
  /** Closes it for so many milliseconds. Nothing shortens a `firm` closing. */
  close(ms: number, firm: boolean): void
  /** Opens it unless it is closed firmly; says whether it is not closed now. */
  press(): boolean
  /** While somebody tries whether the upstream is back, the others wait. */
  setTrying(trying: boolean): void
  /** Lets all go that wait. */
  end(): void
}

/** The gate that all calls pass: closed for a while after a failure, or for as long as the upstream asks. */
export function createGate(clock: Clock): Gate {
  const waiting = new Set<() => void>()
  let trying = false
  let closed: { firm: boolean; until: number; cancel: () => void } | null = null

  function wake(): void {
    const all = [...waiting]
    waiting.clear()
    for (const go of all) go()
  }

  function open(): void {
    closed?.cancel()
    closed = null
    wake()
  }

  return {
    isOpen: () => closed === null && !trying,
    closedUntil: () => closed?.until ?? null,
    change: () =>
      new Promise((resolve) => {
        waiting.add(resolve)
      }),
    close(ms, firm) {
      const until = clock.now() + ms
      if (closed?.firm && (!firm || closed.until >= until)) return
      closed?.cancel()
      closed = { firm, until, cancel: clock.after(ms, open) }
    },
    press() {
      if (!closed?.firm) open()
      return closed === null
    },
    setTrying(now) {
      trying = now
      if (!now) wake()
    },
    end() {
      trying = false
      open()
    },
  }
}
