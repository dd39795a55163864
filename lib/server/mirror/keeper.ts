import 'server-only'
import type { Job, MirroredJob } from '@/lib/jobs/job'
import type { Snapshot } from '@/lib/jobs/snapshot'
import { toStatusInfo } from '@/lib/jobs/status'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'
import { createJobTable } from './job-table'
import { createPublisher } from './publisher'

/** Jobs of one answer, and `order`: the number that the question got before it was asked. */
export type Answered = { readonly jobs: readonly Job[]; readonly order: number }

export type Keeper = {
  /** Brings back what the store holds; says when its last whole sweep was, `null` if there was none. */
  load(): Promise<number | null>
  get(job_id: string): MirroredJob | undefined
  size(): number
  /** Jobs that are neither deleted nor ended. */
  unfinished(): MirroredJob[]
  /** A number for a question about to be asked; an answer never overwrites that of a later question. */
  nextOrder(): number
  /** Stores the jobs of an answer, then takes them. `listed`: it was a list, which tells that they are not deleted. */
  add(answered: Answered, listed: boolean): Promise<void>
  /** Draws the conclusions of a whole sweep that began with `firstOrder`: what two in a row missed is deleted. */
  settle(firstOrder: number): Promise<void>
  /** The snapshot that is shown. */
  snapshot(): Snapshot
  /** Jobs in it that are not deleted. */
  live(): number
  /** Shows what was added, and resolves when it is shown; `publishSoon` shows it within half a second. */
  publish(): Promise<void>
  publishSoon(): void
}

/** Makes what keeps the jobs: store first, then memory, one answer after the other. */
export function createKeeper(options: { source: string; store: JobStore; clock: Clock }): Keeper {
  const { source, store, clock } = options
  const table = createJobTable()
  const publisher = createPublisher(table, clock)
  /** By job: the latest question whose answer held it, and the latest list that did. */
  const orders = new Map<string, { answered: number; listed: number }>()
  let missedOnce = new Set<string>()
  let lastOrder = 0
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run)
    queue = turn.catch(() => {})
    return turn
  }

  return {
    async load() {
      for (const stored of await store.load(source)) table.put(stored.job, stored.deletedAt)
      const state = await store.loadState(source)
      missedOnce = new Set(state?.missedOnce)
      return state?.lastSweepAt ?? null
    },
    get: table.get,
    size: table.size,
    unfinished: () => [...table.all()].filter(isUnfinished),
    nextOrder: () => ++lastOrder,
    add: ({ jobs, order }, listed) =>
      inTurn(async () => {
        const fresh = jobs.filter((job) => (orders.get(job.job_id)?.answered ?? 0) <= order)
        if (fresh.length > 0) await store.saveJobs(source, fresh, clock.now())
        for (const job of fresh) table.put(job, null)
        for (const { job_id } of jobs) {
          const before = orders.get(job_id) ?? { answered: 0, listed: 0 }
          orders.set(job_id, {
            answered: Math.max(before.answered, order),
            listed: listed ? Math.max(before.listed, order) : before.listed,
          })
          if (listed) missedOnce.delete(job_id)
        }
      }),
    settle: (firstOrder) =>
      inTurn(async () => {
        const now = clock.now()
        const missed = [...table.all()].filter(
          (entry) => entry.deletedAt === null && (orders.get(entry.job_id)?.listed ?? 0) < firstOrder,
        )
        const gone = missed.filter((entry) => missedOnce.has(entry.job_id))
        if (gone.length > 0)
          await store.markDeleted(
            source,
            gone.map((entry) => entry.job_id),
            now,
          )
        for (const { job } of gone) table.put(job, now)
        missedOnce = new Set(missed.map((entry) => entry.job_id))
        for (const { job_id } of gone) missedOnce.delete(job_id)
        await store.saveState(source, { lastSweepAt: now, missedOnce: [...missedOnce] })
      }),
    snapshot: publisher.current,
    live: publisher.live,
    publish: publisher.publish,
    publishSoon: publisher.publishSoon,
  }
}

/** `end_time` comes in a terminal state only, so it tells of states that have no name here yet. */
function isUnfinished(entry: MirroredJob): boolean {
  return entry.deletedAt === null && entry.endedAt === null && !toStatusInfo(entry.status).terminal
}
