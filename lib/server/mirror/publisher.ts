import 'server-only'
import { completeIndex, getJobsIndex, prepareIndex } from '@/lib/jobs/index-snapshot'
import type { Snapshot } from '@/lib/jobs/snapshot'
import type { Clock } from './clock'
import type { JobTable } from './job-table'
import { nextTurn } from './next-turn'
import { createSnapshotBuilder } from './snapshot-builder'

export type Publisher = {
  /** The snapshot that is shown. */
  current(): Snapshot
  /** Takes the jobs of a table into what is shown; gives the function that says how many of them, shown, are not deleted. */
  add(table: JobTable): () => number
  /** Shows nothing new until the function that it gives is called, which resolves when all is shown. */
  hold(): () => Promise<void>
  /** Shows what has changed, and resolves when it is shown, or held. */
  publish(): Promise<void>
  /** Shows it within half a second. */
  publishSoon(): void
  /** Resolves when what is shown can be searched and sorted without a wait. */
  searchable(): Promise<void>
}

/** A page of an account of 1,000 pages is not worth a snapshot of its own. */
const LAG_MS = 500
/** Until the page that somebody waits for at a start has been drawn; the work behind it would take its turns from it. */
const FIRST_PAGE_MS = 1_000

/**
 * Makes what turns tables into the snapshot that is shown, piece by piece, so that answers go out in between. The
 * mirrors of several accounts share one: so there is one list to look at, which no change has to merge.
 */
export function createPublisher(clock: Clock): Publisher {
  const builder = createSnapshotBuilder()
  let current = builder.build()
  let live = new Map<JobTable, number>()
  let running: Promise<void> | null = null
  let isPlanned = false
  let isHeld = false
  let completing: Promise<void> = Promise.resolve()
  /** Has what is shown made complete at once, while that waits for the first page. */
  let hurry = () => {}

  async function showNext(): Promise<void> {
    if (isHeld) return
    const next = builder.build()
    if (next === current) return
    const nextLive = new Map([...live.keys()].map((table) => [table, table.live()]))
    for (const _ of prepareIndex(next, current)) await nextTurn()
    const isFirst = current.jobs.length === 0
    live = nextLive
    current = next
    completing = (isFirst ? waitForFirstPage() : Promise.resolve()).then(() => complete(next))
  }

  function waitForFirstPage(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(FIRST_PAGE_MS, resolve)
      hurry = () => {
        cancel()
        resolve()
      }
    })
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
    add(table) {
      builder.add(table)
      live.set(table, 0)
      return () => live.get(table) ?? 0
    },
    hold() {
      isHeld = true
      return () => {
        isHeld = false
        return publish()
      }
    },
    publish,
    searchable() {
      hurry()
      return completing
    },
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
