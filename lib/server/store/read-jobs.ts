import 'server-only'
import type { Kysely } from 'kysely'
import type { Job } from '@/lib/jobs/job'
import type { Engine } from './engine'
import { nextTurn } from './next-turn'
import type { Schema } from './schema'
import type { Changes, JobEvent, SourceState, StoredJob } from './store'
import { parseStoredText, toJobKey } from './stored-text'

/** Rows in one piece: libsql holds the event loop about 10 ms for them. */
const BATCH = 1000

/** All jobs of a source by key; rows that cannot be read are left out, and `onUnreadable` is told their number. */
export async function* readBatches(
  engine: Pick<Engine, 'run'>,
  source: string,
  onUnreadable: (count: number) => void,
): AsyncGenerator<StoredJob[]> {
  let unreadable = 0
  let last = ''
  for (;;) {
    const after = last
    const rows = await engine.run((db) =>
      selectJobs(db, source).where('jobs.job_id', '>', after).orderBy('jobs.job_id').limit(BATCH).execute(),
    )
    const end = rows.at(-1)
    if (!end) break
    last = end.job_id
    const jobs = rows.flatMap((row) => toStoredJob(row) ?? [])
    unreadable += rows.length - jobs.length
    yield jobs
    await nextTurn()
  }
  if (unreadable > 0) onUnreadable(unreadable)
}

/** What changed after a number, about 1,000 jobs at a time. */
export async function readChanges(
  engine: Pick<Engine, 'run'>,
  source: string,
  since: number,
): Promise<Changes> {
  return engine.run((db) =>
    // All of it at one moment: a state that is newer than the jobs would skip what lies between.
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const found = await selectJobs(transaction, source)
          .where('jobs.change_seq', '>', since)
          .orderBy('jobs.change_seq')
          .orderBy('jobs.job_id')
          .limit(BATCH + 1)
          .execute()
        const more = found.length > BATCH
        // One number may stand for several jobs (never for a whole batch): those of the last one may not all be here.
        const cut = more ? found.at(-1)?.change_seq : undefined
        const rows = found.filter((row) => row.change_seq !== cut)
        const state = more ? undefined : await selectState(transaction, source).executeTakeFirst()
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
export async function readState(engine: Pick<Engine, 'run'>, source: string): Promise<SourceState | null> {
  const row = await engine.run((db) => selectState(db, source).executeTakeFirst())
  return row ? toState(row) : null
}

/** The number of the last change. */
export async function readSeq(engine: Pick<Engine, 'run'>, source: string): Promise<number> {
  const row = await engine.run((db) =>
    db.selectFrom('change_counters').select('seq').where('source', '=', source).executeTakeFirst(),
  )
  return row?.seq ?? 0
}

/** The changes of status of a job, oldest first. */
export async function readEvents(
  engine: Pick<Engine, 'run'>,
  source: string,
  job_id: string,
): Promise<JobEvent[]> {
  const rows = await engine.run((db) =>
    db
      .selectFrom('job_events')
      .select(['status', 'observed_at'])
      .where('source', '=', source)
      .where('job_id', '=', toJobKey(job_id))
      .orderBy('seq')
      .execute(),
  )
  return rows.map((row) => ({ status: parseStoredText(row.status), observedAt: row.observed_at }))
}

function selectJobs(db: Kysely<Schema>, source: string) {
  return db
    .selectFrom('jobs')
    .innerJoin('job_sightings', (join) =>
      join
        .onRef('job_sightings.source', '=', 'jobs.source')
        .onRef('job_sightings.job_id', '=', 'jobs.job_id'),
    )
    .select(['jobs.job_id', 'raw', 'first_seen', 'last_seen', 'last_changed', 'deleted_at', 'change_seq'])
    .where('jobs.source', '=', source)
}

function selectState(db: Kysely<Schema>, source: string) {
  return db
    .selectFrom('source_state')
    .select(['last_sweep_at', 'missed_once', 'change_seq'])
    .where('source', '=', source)
}

type JobRow = Awaited<ReturnType<ReturnType<typeof selectJobs>['execute']>>[number]

function toStoredJob(row: JobRow): StoredJob | null {
  const job = parseRaw(row.raw, row.job_id)
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

function toState(row: { last_sweep_at: number; missed_once: string }): SourceState {
  return { lastSweepAt: row.last_sweep_at, missedOnce: parseIds(row.missed_once) }
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
