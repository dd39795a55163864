import 'server-only'
import { createMemoryStore } from '../store/memory-store'
import type { JobStore, Leases } from '../store/store'
import { StoreError } from '../store/store-error'
import type { Clock } from './clock'

export type TestStore = JobStore & {
  /** All calls reject from now on with this message; `null`: they go well again. */
  fail(message: string | null): void
}

/** A store whose database can be gone, over one that is well. */
export function createTestStore(store: JobStore = createMemoryStore(), kind: JobStore['kind'] = store.kind) {
  let failure: string | null = null

  const up = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (failure !== null) throw new StoreError('StoreUnavailable', failure)
      return call(...args)
    }
  }
  const wrap = (inner: JobStore): TestStore => ({
    ...inner,
    kind,
    load: up(inner.load),
    async *batches(source) {
      if (failure !== null) throw new StoreError('StoreUnavailable', failure)
      yield* inner.batches(source)
    },
    lastSeenAt: up(inner.lastSeenAt),
    saveJobs: up(inner.saveJobs),
    markDeleted: up(inner.markDeleted),
    loadState: up(inner.loadState),
    saveState: up(inner.saveState),
    seq: up(inner.seq),
    changes: up(inner.changes),
    saveNote: up(inner.saveNote),
    notes: up(inner.notes),
    leases: { acquire: up(inner.leases.acquire), release: up(inner.leases.release) },
    withEpoch: (epoch) => wrap(inner.withEpoch(epoch)),
    fail(message) {
      failure = message
    },
  })
  return wrap(store)
}

/** A store in memory that several mirrors share as replicas share a database, with leases that run out. */
export function createSharedStore(clock: Pick<Clock, 'now'>): JobStore {
  const memory = createMemoryStore()
  const rows = new Map<string, { owner: string; epoch: number; until: number }>()

  const leases: Leases = {
    async acquire(source, owner, ttlMs) {
      const row = rows.get(source)
      if (row && row.owner !== owner && row.until > clock.now()) return null
      const epoch = (row?.epoch ?? 0) + (row?.owner === owner ? 0 : 1)
      rows.set(source, { owner, epoch, until: clock.now() + ttlMs })
      return epoch
    },
    async release(source, owner) {
      const row = rows.get(source)
      if (row?.owner === owner) rows.set(source, { ...row, owner: '', until: 0 })
    },
  }
  const guarded = (epoch: () => number | null): JobStore => {
    const check = <A extends [string, ...unknown[]]>(write: (...args: A) => Promise<void>) => {
      return async (...args: A): Promise<void> => {
        const held = epoch()
        if (held === null || held !== rows.get(args[0])?.epoch) throw new StoreError('StoreNotLeader', 'past')
        await write(...args)
      }
    }
    return {
      ...base,
      saveJobs: check(memory.saveJobs),
      markDeleted: check(memory.markDeleted),
      saveState: check(memory.saveState),
      saveNote: check(memory.saveNote),
    }
  }
  const base: JobStore = { ...memory, kind: 'postgres', leases, withEpoch: guarded }
  return base
}
