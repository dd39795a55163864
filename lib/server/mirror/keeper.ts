import 'server-only'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { Snapshot } from '@/lib/jobs/snapshot'
import { toStatusInfo } from '@/lib/jobs/status'
import type { Changes, JobStore } from '../store/store'
import { StoreError } from '../store/store-error'
import type { Clock } from './clock'
import { createJobTable } from './job-table'
import { nextTurn } from './next-turn'
import { createPublisher, type Publisher } from './publisher'
import { salvage, saveJobs } from './save-jobs'
import { createStoreWriter } from './store-writer'

/** Jobs of one answer, and `order`: the number that the question got before it was asked. */
export type Answered = { readonly jobs: readonly Job[]; readonly order: number }

/** What the store held. Times are milliseconds since 1970. */
export type Loaded = {
  /** When the last whole sweep ended; `null` if there was none. */
  readonly lastSweepAt: number | null
  /** When a job was last seen; `null` if none was. */
  readonly lastSeenAt: number | null
  /** The number of the last change that is surely in it. */
  readonly seq: number
}

export type Keeper = {
  /** Brings back what the store holds. Rejects when the store fails. */
  load(): Promise<Loaded>
  get(job_id: string): MirroredJob | undefined
  /** A job that is not kept, as one that is. */
  toEntry(job: Job): MirroredJob
  size(): number
  /** Jobs that are neither deleted nor ended. */
  unfinished(): MirroredJob[]
  /** A number for a question about to be asked; an answer never overwrites that of a later question. */
  nextOrder(): number
  /** From now on this process writes: answers to earlier questions count no more. */
  lead(): void
  /**
   * Stores the jobs of an answer, then takes them. `listed`: it was a list, which tells that they are not deleted. While
   * the store fails this waits, so that who reads on waits, too; it rejects when another process has taken over.
   */
  add(answered: Answered, listed: boolean): Promise<void>
  /** As `add`, at once or not at all; says whether they were taken. */
  offer(answered: Answered, listed: boolean): Promise<boolean>
  /** Draws the conclusions of a whole sweep that began with `firstOrder`: what two in a row missed is deleted. */
  settle(firstOrder: number): Promise<void>
  /** Notes that a sweep that began with `firstOrder` was whole, without conclusions. */
  noteSweep(firstOrder: number): Promise<void>
  /** Takes what another process stored. */
  follow(changes: Changes): Promise<void>
  /** Takes what logs have told the store, and shows it soon. Rejects when the store fails. */
  learnLogs(): Promise<void>
  /** The snapshot that is shown, with the jobs of other accounts in it where the board shows several. */
  snapshot(): Snapshot
  /** Jobs of this account in it that are not deleted. */
  live(): number
  /** Shows what was added, and resolves when it is shown; `publishSoon` shows it within half a second. */
  publish(): Promise<void>
  publishSoon(): void
  /** Resolves when the snapshot can be searched and sorted without a wait. */
  searchable(): Promise<void>
  /** Why the store did not take the last write; `null` when all is safe. */
  trouble(): string | null
  /** Gives up what waits for the store if this process may write no more. */
  yield(): void
  /** Gives up what waits for the store. */
  stop(): void
}

/** Makes what keeps the jobs: store first, then memory, one answer after the other. */
export function createKeeper(options: {
  source: string
  store: JobStore
  clock: Clock
  /** The epoch under which this process may write, `null` while it may not. */
  epoch?: () => number | null
  /** Where the board shows several accounts: what shows them all. */
  publisher?: Publisher | undefined
}): Keeper {
  const { source, store, clock, epoch } = options
  const written = epoch ? store.withEpoch(epoch) : store
  const label = options.publisher && source
  const table = createJobTable(label)
  const publisher = options.publisher ?? createPublisher(clock)
  const live = publisher.add(table)
  const writer = createStoreWriter(clock)
  /** By job: the latest question whose answer held it, and the latest list that did. */
  const orders = new Map<string, { answered: number; listed: number }>()
  let missedOnce = new Set<string>()
  let lastSweepAt: number | null = null
  /** How many losses of the store were made good. */
  let madeGood = store.losses()
  let lastOrder = 0
  let firstOwnOrder = 0
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run)
    queue = turn.catch(() => {})
    return turn
  }

  /** Runs a write that follows from questions since `order`, unless others may have written after they were asked. */
  const since = (order: number, write: () => Promise<void>) => async () => {
    if (order < firstOwnOrder)
      throw new StoreError('StoreNotLeader', 'Another Tuneboard has called meanwhile.')
    await write()
    await makeGood()
  }

  /** A damaged file was set aside and a new one begun: it gets what memory holds, which is more than is listed. */
  async function makeGood(): Promise<void> {
    const losses = store.losses()
    if (losses === madeGood) return
    const state = lastSweepAt === null ? null : { lastSweepAt, missedOnce: [...missedOnce] }
    await salvage({ store: written, source }, [...table.all()], state, clock.now(), giveUp)
    madeGood = losses
  }

  function giveUp(ids: readonly string[], message: string): void {
    writer.giveUp(`${ids.join(', ')} cannot be stored, and is lost when the board ends: ${message}`)
  }

  let lastToldSeq = 0
  async function readLogs(): Promise<boolean> {
    const logs = await store.logs.toldLogs(source, lastToldSeq)
    for (const log of logs) {
      table.putLog(log)
      lastToldSeq = Math.max(lastToldSeq, log.seq)
    }
    return logs.length > 0
  }

  const toFresh = ({ jobs, order }: Answered): readonly Job[] =>
    jobs.filter((job) => (orders.get(job.job_id)?.answered ?? 0) <= order)

  const save = (fresh: readonly Job[], order: number) =>
    since(order, () => saveJobs({ store: written, source }, fresh, clock.now(), giveUp))

  function take(fresh: readonly Job[], { jobs, order }: Answered, listed: boolean): void {
    for (const job of fresh) table.put(job, null)
    for (const { job_id } of jobs) {
      const before = orders.get(job_id) ?? { answered: 0, listed: 0 }
      orders.set(job_id, {
        answered: Math.max(before.answered, order),
        listed: listed ? Math.max(before.listed, order) : before.listed,
      })
      if (listed) missedOnce.delete(job_id)
    }
  }

  return {
    async load() {
      const seq = await store.seq(source)
      await readLogs()
      for await (const batch of store.batches(source)) {
        await nextTurn()
        table.restore(batch)
      }
      const lastSeenAt = await store.lastSeenAt(source)
      const state = await store.loadState(source)
      missedOnce = new Set(state?.missedOnce)
      lastSweepAt = state?.lastSweepAt ?? null
      return { lastSweepAt: state?.lastSweepAt ?? null, lastSeenAt, seq }
    },
    get: table.get,
    toEntry: (job) => toMirroredJob(job, null, null, label),
    size: table.size,
    unfinished: () => [...table.all()].filter(isUnfinished),
    nextOrder: () => ++lastOrder,
    lead() {
      firstOwnOrder = lastOrder + 1
    },
    add: (answered, listed) =>
      inTurn(async () => {
        const fresh = toFresh(answered)
        await writer.insist(save(fresh, answered.order))
        take(fresh, answered, listed)
      }),
    async offer(answered, listed) {
      // Behind a write that waits for the store it would wait as long.
      if (writer.isWaiting()) return false
      return inTurn(async () => {
        const fresh = toFresh(answered)
        const taken = await writer.offer(save(fresh, answered.order))
        if (taken) take(fresh, answered, listed)
        return taken
      })
    },
    settle: (firstOrder) =>
      inTurn(async () => {
        const now = clock.now()
        const missed = [...table.all()].filter(
          (entry) => entry.deletedAt === null && (orders.get(entry.job_id)?.listed ?? 0) < firstOrder,
        )
        const gone = missed.filter((entry) => missedOnce.has(entry.job_id))
        const goneIds = gone.map((entry) => entry.job_id)
        if (gone.length > 0)
          await writer.insist(since(firstOrder, () => written.markDeleted(source, goneIds, now)))
        for (const { job } of gone) table.put(job, now)
        const missedIds = new Set(missed.map((entry) => entry.job_id))
        for (const job_id of goneIds) missedIds.delete(job_id)
        missedOnce = missedIds
        lastSweepAt = now
        const state = { lastSweepAt: now, missedOnce: [...missedIds] }
        await writer.insist(since(firstOrder, () => written.saveState(source, state)))
      }),
    noteSweep: (firstOrder) =>
      inTurn(async () => {
        lastSweepAt = clock.now()
        const state = { lastSweepAt, missedOnce: [...missedOnce] }
        await writer.insist(since(firstOrder, () => written.saveState(source, state)))
      }),
    follow: ({ jobs, state }) =>
      inTurn(async () => {
        for (const stored of jobs) table.put(stored.job, stored.deletedAt)
        if (state) missedOnce = new Set(state.missedOnce)
        await readLogs()
        lastSweepAt = state?.lastSweepAt ?? lastSweepAt
      }),
    async learnLogs() {
      if (await readLogs()) publisher.publishSoon()
    },
    snapshot: publisher.current,
    live,
    publish: publisher.publish,
    publishSoon: publisher.publishSoon,
    searchable: publisher.searchable,
    trouble: writer.trouble,
    yield: writer.hurry,
    stop: writer.stop,
  }
}

/** `end_time` comes in a terminal state only, so it tells of states that have no name here yet. */
function isUnfinished(entry: MirroredJob): boolean {
  return entry.deletedAt === null && entry.endedAt === null && !toStatusInfo(entry.status).terminal
}
