import 'server-only'
import type { Engine, StoreClock, StoreLog } from './engine'
import { readNotes, toNotesCounter, writeNote } from './notes'
import { createSqlOutbox } from './outbox'
import type { ReadAhead } from './packed-jobs.mjs'
import { readBatches } from './read-batches'
import { readChanges, readEvents, readLastSeenAt, readRows, readSeq, readState } from './read-jobs'
import { createSqlAuthRecords } from './sql-auth-records'
import { createSqlLogStore } from './sql-log-store'
import { createSqlViewRecords } from './sql-view-records'
import type { JobStore, StoredJob } from './store'
import { StoreError } from './store-error'
import { createSubscriptions } from './subscribe'
import { type Writer, writeDeleted, writeJobs, writeState } from './write-jobs'

/** Makes a store of a database, of which some may have been read before. */
export function createSqlStore(
  engine: Engine,
  options: { log: StoreLog; clock: StoreClock },
  ahead: ReadAhead | null = null,
): JobStore {
  let notYetTaken = ahead
  const subscriptions = createSubscriptions(engine, (source) => readSeq(engine, source), options.clock)

  const auth = createSqlAuthRecords(engine)
  const views = createSqlViewRecords(engine)

  const toWarn = (source: string) => (count: number) =>
    options.log.warn(
      { source, count },
      'stored jobs cannot be read; they are left out until DashScope lists them',
    )

  const logs = createSqlLogStore(engine)

  function toStore(toEpoch: () => number | null): JobStore {
    const toWriter = (source: string): Writer => ({ engine, source, epoch: toEpoch() })
    return {
      kind: engine.kind,
      async load(source) {
        const jobs: StoredJob[][] = []
        for await (const batch of readRows(engine, source, toWarn(source))) jobs.push(batch)
        return jobs.flat()
      },
      batches(source) {
        const taken = notYetTaken
        notYetTaken = null
        return readBatches(engine, source, toWarn(source), taken)
      },
      lastSeenAt: (source) => readLastSeenAt(engine, source),
      saveJobs: async (source, jobs, seenAt) => writeJobs(toWriter(source), jobs, seenAt),
      markDeleted: async (source, ids, at) => writeDeleted(toWriter(source), ids, at),
      saveState: async (source, state) => writeState(toWriter(source), state),
      events: (source, job_id) => readEvents(engine, source, job_id),
      loadState: (source) => readState(engine, source),
      seq: (source) => readSeq(engine, source),
      changes: (source, since) => readChanges(engine, source, since),
      saveNote: async (source, name, content) => writeNote(toWriter(source), name, content),
      notes: (source, since) => readNotes(engine, source, since),
      subscribe: subscriptions.subscribe,
      logs,
      subscribeToNotes: (source, ...rest) => subscriptions.subscribe(toNotesCounter(source), ...rest),
      leases: engine.leases,
      auth,
      outbox: createSqlOutbox(engine, toWriter),
      views,
      withEpoch: (epoch) =>
        toStore(() => {
          const held = epoch()
          if (held === null) throw new StoreError('StoreNotLeader', 'This Tuneboard holds no lease to write.')
          return held
        }),
      losses: engine.losses,
      problem: engine.problem,
      size: engine.size,
      async close() {
        subscriptions.end()
        await engine.close()
      },
    }
  }

  return toStore(() => null)
}
