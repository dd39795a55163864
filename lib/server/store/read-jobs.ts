import 'server-only'
import type { Kysely } from 'kysely'
import type { Job } from '@/lib/jobs/job'
import { type DatabaseText, selectInteger, selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import { nextTurn } from './next-turn'
import type { Schema } from './schema'
import type { Changes, JobEvent, SourceState, StoredJob } from './store'
import { StoreError } from './store-error'
import { parseStoredText, toJobKey } from './stored-text'

/** What reading needs of a database. */
export type Reads = Pick<Engine, 'kind' | 'run'>

/** Rows in one piece: libsql holds the event loop about 6 ms for them. */
const BATCH = 500

/** All jobs of a source by key; rows that cannot be read are left out, and `onUnreadable` is told their number. */
export async function* readRows(
  engine: Reads,
  source: string,
  onUnreadable: (count: number) => void,
): AsyncGenerator<StoredJob[]> {
  let unreadable = 0
  let last = ''
  for (;;) {
    const { rows, end } = await readRowsAfter(engine, source, last, BATCH)
    if (end === null) break
    last = end
    const jobs = rows.flatMap((row) => toStoredJob(row) ?? [])
    unreadable += rows.length - jobs.length
    yield jobs
    await nextTurn()
  }
  if (unreadable > 0) onUnreadable(unreadable)
}

/** Rows behind a key, in the order of their keys; `end` is the last one, `null` where there is none. */
async function readRowsAfter(engine: Reads, source: string, after: string, limit: number) {
  return engine.run(async (db) => {
    const rows = await selectJobs(engine, db, source)
      .where('jobs.job_id', '>', after)
      // The same once more: Postgres would join from the first sighting on in each batch.
      .where('job_sightings.job_id', '>', after)
      .orderBy('jobs.job_id')
      .limit(limit)
      .execute()
    const key = rows.at(-1)?.key
    return { rows, end: key === undefined ? null : toNextKey(toColumnText(key), after) }
  })
}

/** The key to go on from. What lies behind a key that is none would be read for ever, or never. */
export function toNextKey(key: string, after: string): string {
  // As the databases order their keys, which is not how JavaScript does.
  if (Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0) return key
  throw new StoreError(
    'StoreCorrupt',
    'The database (DATABASE_URL) is damaged: the order of its keys is lost',
  )
}

/** As many rows behind a key as they are, one by one. */
export async function readRowsOf(engine: Reads, source: string, after: string, limit: number) {
  const { rows } = await readRowsAfter(engine, source, after, limit)
  return { jobs: rows.flatMap((row) => toStoredJob(row) ?? []), count: rows.length }
}

/** When a job was last seen. */
export async function readLastSeenAt(engine: Reads, source: string): Promise<number | null> {
  const row = await engine.run((db) =>
    db
      .selectFrom('job_sightings')
      .select(({ fn }) => fn.max('last_seen').as('last_seen'))
      .where('source', '=', source)
      .executeTakeFirst(),
  )
  return typeof row?.last_seen === 'number' ? row.last_seen : null
}

/** What changed after a number, about 500 jobs at a time. */
export async function readChanges(engine: Reads, source: string, since: number): Promise<Changes> {
  return engine.run((db) =>
    // All of it at one moment: a state that is newer than the jobs would skip what lies between.
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const found = await selectJobs(engine, transaction, source)
          .where('jobs.change_seq', '>', since)
          .orderBy('jobs.change_seq')
          .orderBy('jobs.job_id')
          .limit(BATCH + 1)
          .execute()
        const more = found.length > BATCH
        // One number may stand for several jobs (never for a whole batch): those of the last one may not all be here.
        const cut = more ? found.at(-1)?.change_seq : undefined
        const rows = found.filter((row) => row.change_seq !== cut)
        const state = more ? undefined : await selectState(engine, transaction, source).executeTakeFirst()
        const changed = state && state.change_seq > since ? state : null
        return {
          seq: Math.max(since, rows.at(-1)?.change_seq ?? 0, changed?.change_seq ?? 0),
          jobs: rows.flatMap((row) => toStoredJob(row) ?? []),
          state: changed ? toState(changed) : null,
          more,
        }
      }),
  )
}

/** What must outlive a restart; `null` before the first sweep. */
export async function readState(engine: Reads, source: string): Promise<SourceState | null> {
  const row = await engine.run((db) => selectState(engine, db, source).executeTakeFirst())
  return row ? toState(row) : null
}

/** The number of the last change. */
export async function readSeq(engine: Reads, source: string): Promise<number> {
  const row = await engine.run((db) =>
    db
      .selectFrom('change_counters')
      .select(selectInteger(engine.kind, 'seq').as('seq'))
      .where('source', '=', source)
      .executeTakeFirst(),
  )
  return row?.seq ?? 0
}

/** The changes of status of a job, oldest first. */
export async function readEvents(engine: Reads, source: string, job_id: string): Promise<JobEvent[]> {
  const rows = await engine.run((db) =>
    db
      .selectFrom('job_events')
      .select([
        selectText(engine.kind, 'status').as('status'),
        selectInteger(engine.kind, 'observed_at').as('observed_at'),
      ])
      .where('source', '=', source)
      .where('job_id', '=', toJobKey(job_id))
      .orderBy('seq')
      .execute(),
  )
  return rows.map((row) => ({
    status: parseStoredText(toColumnText(row.status)),
    observedAt: row.observed_at,
  }))
}

function selectJobs({ kind }: Reads, db: Kysely<Schema>, source: string) {
  return db
    .selectFrom('jobs')
    .innerJoin('job_sightings', (join) =>
      join
        .onRef('job_sightings.source', '=', 'jobs.source')
        .onRef('job_sightings.job_id', '=', 'jobs.job_id'),
    )
    .select([
      selectText(kind, 'jobs.job_id').as('key'),
      selectText(kind, 'raw').as('raw'),
      selectInteger(kind, 'first_seen').as('first_seen'),
      selectInteger(kind, 'last_seen').as('last_seen'),
      selectInteger(kind, 'last_changed').as('last_changed'),
      selectInteger<number | null>(kind, 'deleted_at').as('deleted_at'),
      selectInteger(kind, 'change_seq').as('change_seq'),
    ])
    .where('jobs.source', '=', source)
}

function selectState({ kind }: Reads, db: Kysely<Schema>, source: string) {
  return db
    .selectFrom('source_state')
    .select([
      selectInteger(kind, 'last_sweep_at').as('last_sweep_at'),
      selectText(kind, 'missed_once').as('missed_once'),
      selectInteger(kind, 'change_seq').as('change_seq'),
    ])
    .where('source', '=', source)
}

type JobRow = Awaited<ReturnType<ReturnType<typeof selectJobs>['execute']>>[number]

function toStoredJob(row: JobRow): StoredJob | null {
  const job = parseRaw(toColumnText(row.raw), toColumnText(row.key))
  if (!job) return null
  return {
    job,
    firstSeenAt: row.first_seen,
    lastSeenAt: row.last_seen,
    changedAt: row.last_changed,
    deletedAt: row.deleted_at,
  }
}

/** The job of a row; `null` where the disk has changed the text, so that it is read upstream again. */
export function parseRaw(raw: string, key: string): Job | null {
  try {
    const job: Job = JSON.parse(raw)
    return toJobKey(job.job_id) === key ? job : null
  } catch {
    return null
  }
}

function toState(row: { last_sweep_at: number; missed_once: DatabaseText }): SourceState {
  return { lastSweepAt: row.last_sweep_at, missedOnce: parseIds(toColumnText(row.missed_once)) }
}

/** Without the list the next sweep counts as the first that misses a job, which loses nothing. */
function parseIds(text: string): string[] {
  try {
    const ids: unknown = JSON.parse(text)
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
