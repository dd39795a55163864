import 'server-only'
import { completeIndex, getJobsIndex, prepareIndex } from '@/lib/jobs/index-snapshot'
import type { Snapshot } from '@/lib/jobs/snapshot'
import type { Clock } from './clock'
import type { JobTable } from './job-table'
import { nextTurn } from './next-turn'

export type Publisher = {
  /** The snapshot that is shown. */
  current(): Snapshot
  /** Jobs in it that are not deleted. */
  live(): number
  /** Shows what has changed, and resolves when it is shown. */
  publish(): Promise<void>
  /** Shows it within half a second. */
  publishSoon(): void
  /** Resolves when what is shown can be searched and sorted without a wait. */
  searchable(): Promise<void>
}

/** A page of an account of 1,000 pages is not worth a snapshot of its own. */
const LAG_MS = 500

/** Makes what turns the table into the snapshot that is shown, piece by piece, so that answers go out in between. */
export function createPublisher(table: JobTable, clock: Clock): Publisher {
  let current = table.build()
  let live = 0
  let running: Promise<void> | null = null
  let isPlanned = false
  let completing: Promise<void> = Promise.resolve()

  async function showNext(): Promise<void> {
    const next = table.build()
    if (next === current) return
    const nextLive = table.live()
    for (const _ of prepareIndex(next, current)) await nextTurn()
    live = nextLive
    current = next
    completing = complete(next)
  }

  /** A first snapshot is shown before it can be searched; for each later one there is nothing left to do here. */
  async function complete(shown: Snapshot): Promise<void> {
    for (const _ of completeIndex(getJobsIndex(shown))) {
      if (shown !== current) return
      await nextTurn()
    }
  }

  async function publish(): Promise<void> {
    // Who comes while one is made needs the next one: the one under way may lack what he put into the table.
    while (running) await running
    running = showNext().finally(() => {
      running = null
    })
    await running
  }

  return {
    current: () => current,
    live: () => live,
    publish,
    searchable: () => completing,
    publishSoon() {
      if (isPlanned) return
      isPlanned = true
      clock.after(LAG_MS, () => {
        isPlanned = false
        // Whoever waits for a snapshot is told of a failure; here nobody does, and the next change tries again.
        publish().catch(() => {})
      })
    },
  }
}
