import 'server-only'
import type { Transaction } from 'kysely'
import { serializeDerived } from '@/lib/jobs/derived-text'
import { type Job, toMirroredJob } from '@/lib/jobs/job'
import { selectInteger, selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import { nextTurn } from './next-turn'
import { parseRaw } from './read-jobs'
import type { Schema } from './schema'
import type { SourceState } from './store'
import { StoreError } from './store-error'
import { toJobKey, toStoredText } from './stored-text'

/** Rows of one statement, which share the number of their change; fewer than a reader takes at once. */
const CHUNK = 200

/** Who writes: the epoch of the lease he holds, or `null` where nobody asks. */
export type Writer = { readonly engine: Engine; readonly source: string; readonly epoch: number | null }

/** Keeps jobs in one transaction; rewrites rows that differ, and notes for all of them that they were seen. */
export function writeJobs(writer: Writer, jobs: readonly Job[], seenAt: number): Promise<void> {
  const byKey = new Map(jobs.map((job) => [toJobKey(job.job_id), job]))
  return write(writer, async (transaction) => {
    for (const chunk of toChunks([...byKey])) {
      await saveChunk(transaction, writer, chunk, seenAt)
      await nextTurn()
    }
  })
}

async function saveChunk(
  transaction: Transaction<Schema>,
  { engine, source }: Writer,
  chunk: readonly (readonly [string, Job])[],
  seenAt: number,
): Promise<void> {
  const keys = chunk.map(([key]) => key)
  const known = await transaction
    .selectFrom('jobs')
    .select([
      selectText(engine.kind, 'job_id').as('key'),
      selectText(engine.kind, 'raw').as('raw'),
      selectText(engine.kind, 'derived').as('derived'),
      selectInteger<number | null>(engine.kind, 'deleted_at').as('deleted_at'),
      selectInteger(engine.kind, 'last_changed').as('last_changed'),
    ])
    .where('source', '=', source)
    .where('job_id', 'in', keys)
    .execute()
  const before = new Map(
    known.map((row) => [
      toColumnText(row.key),
      { ...row, raw: toColumnText(row.raw), derived: toColumnText(row.derived) },
    ]),
  )
  const changed = chunk.flatMap(([job_id, job]) => {
    const raw = JSON.stringify(job)
    const entry = toMirroredJob(job)
    const derived = serializeDerived(entry)
    const row = before.get(job_id)
    const same = row?.raw === raw
    // What is derived differs after an update, or a damage.
    if (same && row.derived === derived && row.deleted_at === null) return []
    return [
      { job_id, raw, derived, status: entry.status, row, last_changed: same ? row.last_changed : seenAt },
    ]
  })
  await transaction
    .insertInto('job_sightings')
    .values(keys.map((job_id) => ({ source, job_id, last_seen: seenAt })))
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'job_id'])
        .doUpdateSet((eb) => ({ last_seen: eb.ref('excluded.last_seen') })),
    )
    .execute()
  if (changed.length === 0) return
  const seq = await nextSeq(transaction, engine, source)
  await transaction
    .insertInto('jobs')
    .values(
      changed.map(({ job_id, raw, derived, last_changed }) => ({
        source,
        job_id,
        raw,
        derived,
        first_seen: seenAt,
        last_changed,
        deleted_at: null,
        change_seq: seq,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['source', 'job_id']).doUpdateSet((eb) => ({
        raw: eb.ref('excluded.raw'),
        derived: eb.ref('excluded.derived'),
        last_changed: eb.ref('excluded.last_changed'),
        deleted_at: null,
        change_seq: eb.ref('excluded.change_seq'),
      })),
    )
    .execute()
  const events = changed.flatMap(({ job_id, status, row }) => {
    const earlier = row ? parseRaw(row.raw, job_id) : null
    if (earlier && toMirroredJob(earlier).status === status) return []
    return [{ source, job_id, seq, status: toStoredText(status), observed_at: seenAt }]
  })
  if (events.length > 0) await transaction.insertInto('job_events').values(events).execute()
}

/** Marks jobs deleted, in one transaction. */
export function writeDeleted(writer: Writer, ids: readonly string[], at: number): Promise<void> {
  const { engine, source } = writer
  return write(writer, async (transaction) => {
    for (const keys of toChunks([...new Set(ids.map(toJobKey))])) {
      const seq = await nextSeq(transaction, engine, source)
      await transaction
        .updateTable('jobs')
        .set({ deleted_at: at, change_seq: seq })
        .where('source', '=', source)
        .where('job_id', 'in', keys)
        .where('deleted_at', 'is', null)
        .execute()
      await nextTurn()
    }
  })
}

/** Keeps what must outlive a restart. */
export function writeState(writer: Writer, state: SourceState): Promise<void> {
  const { engine, source } = writer
  return write(writer, async (transaction) => {
    const change_seq = await nextSeq(transaction, engine, source)
    const row = {
      last_sweep_at: state.lastSweepAt,
      missed_once: JSON.stringify(state.missedOnce),
      change_seq,
    }
    await transaction
      .insertInto('source_state')
      .values({ source, ...row })
      .onConflict((conflict) => conflict.column('source').doUpdateSet(row))
      .execute()
  })
}

/**
 * One writer of a source at a time, from the first statement to the commit: so numbers show in their order, and
 * SQLite, where this is a write, has no need to turn a reader into a writer.
 */
export function write(
  writer: Writer,
  work: (transaction: Transaction<Schema>) => Promise<void>,
): Promise<void> {
  const { engine, source, epoch } = writer
  return engine.run((db) =>
    db.transaction().execute(async (transaction) => {
      await engine.begin(transaction)
      if (epoch !== null) await checkEpoch(transaction, source, epoch)
      await addToSeq(transaction, source, 0)
      await work(transaction)
    }),
  )
}

/** Locks the lease: who takes it over waits for this transaction, or this one sees that it has been taken. */
async function checkEpoch(transaction: Transaction<Schema>, source: string, epoch: number): Promise<void> {
  const held = await transaction
    .updateTable('leases')
    .set({ epoch })
    .where('source', '=', source)
    .where('epoch', '=', epoch)
    .returning('epoch')
    .executeTakeFirst()
  if (!held)
    throw new StoreError('StoreNotLeader', 'Another Tuneboard has taken over; this one writes no more.')
}

/** The number of the change that a transaction makes; others are told of it when that is done. */
export async function nextSeq(
  transaction: Transaction<Schema>,
  engine: Engine,
  source: string,
): Promise<number> {
  await engine.announce(transaction, source)
  return addToSeq(transaction, source, 1)
}

async function addToSeq(transaction: Transaction<Schema>, source: string, add: number): Promise<number> {
  const { seq } = await transaction
    .insertInto('change_counters')
    .values({ source, seq: add })
    .onConflict((conflict) =>
      conflict.column('source').doUpdateSet((eb) => ({ seq: eb('change_counters.seq', '+', add) })),
    )
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

function toChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < items.length; at += CHUNK) chunks.push(items.slice(at, at + CHUNK))
  return chunks
}
