import 'server-only'
import type { Engine, StoreClock } from './engine'

/** What can be heard is heard at once; what cannot (through a pooler, or of a file) is found out by asking. */
const ASK_MS = 1_000

/** Makes the function that calls listeners after each change of a source by any process, and one that ends them all. */
export function createSubscriptions(
  engine: Pick<Engine, 'listen'>,
  readSeq: (source: string) => Promise<number>,
  clock: StoreClock,
) {
  const running = new Set<() => void>()

  function subscribe(source: string, since: number, listener: (seq: number) => void): () => void {
    let last = since
    let asking = false
    let again = false
    let ended = false
    let cancel = () => {}

    async function ask(): Promise<void> {
      again = asking
      if (asking || ended) return
      asking = true
      cancel()
      try {
        const seq = await readSeq(source)
        if (!ended && seq !== last) listener(seq)
        last = seq
      } catch {
        // The store tells of its problem itself; here the next question will do.
      }
      asking = false
      if (ended) return
      if (again) void ask()
      else cancel = clock.after(ASK_MS, () => void ask())
    }

    const deafen = engine.listen(source, () => void ask())
    const end = () => {
      ended = true
      cancel()
      deafen()
      running.delete(end)
    }
    running.add(end)
    void ask()
    return end
  }

  return {
    subscribe,
    end() {
      for (const end of [...running]) end()
    },
  }
}
