import 'server-only'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { selectInteger, selectText, toColumnText } from './columns'
import type { StoreClock, StoreLog } from './engine'
import type { MemoryContents } from './memory-store'
import { type Reads, readRows, readState } from './read-jobs'
import type { Schema } from './schema'
import { openSqliteFile, openSqliteForReading } from './sqlite-file'
import type { JobEvent, StoredJob } from './store'
import { parseStoredText, toJobKey } from './stored-text'

type Contents = Map<string, MemoryContents>

/** Reads a database file that cannot be written, in place or else from a copy; nothing where neither can be read. */
export async function readWhatCanBeRead(
  path: string,
  options: { log: StoreLog; clock: StoreClock },
): Promise<Contents> {
  for (const read of [readInPlace, readCopy]) {
    try {
      return await read(path, options.clock.now())
    } catch (error) {
      options.log.warn({ file: path, error: String(error) }, 'what the database holds cannot be read')
    }
  }
  return new Map()
}

async function readInPlace(path: string): Promise<Contents> {
  return readAll(openSqliteForReading(path))
}

/** The log of a database in a folder that cannot be written can be read elsewhere only. */
async function readCopy(path: string, now: number): Promise<Contents> {
  const folder = await mkdtemp(join(tmpdir(), 'tuneboard-'))
  try {
    const copy = join(folder, 'copy.db')
    for (const part of ['', '-wal']) {
      const isThere = part === '' || existsSync(path + part)
      if (isThere) await copyFile(path + part, copy + part)
      if (isThere) await chmod(copy + part, 0o600)
    }
    return await readAll(await openSqliteFile(copy, now))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readAll(db: Kysely<Schema>): Promise<Contents> {
  try {
    const rows = await db
      .selectFrom('change_counters')
      .select(selectText('sqlite', 'source').as('source'))
      .execute()
    const contents: Contents = new Map()
    for (const source of rows.map((row) => toColumnText(row.source)))
      contents.set(source, await readSource(db, source))
    return contents
  } finally {
    await db.destroy()
  }
}

async function readSource(db: Kysely<Schema>, source: string): Promise<MemoryContents> {
  const engine: Reads = { kind: 'sqlite', run: <T>(work: (db: Kysely<Schema>) => Promise<T>) => work(db) }
  const jobs: StoredJob[] = []
  for await (const batch of readRows(engine, source, () => {})) jobs.push(...batch)
  const rows = await db
    .selectFrom('job_events')
    .select([
      selectText('sqlite', 'job_id').as('key'),
      selectText('sqlite', 'status').as('status'),
      selectInteger('sqlite', 'observed_at').as('observed_at'),
    ])
    .where('source', '=', source)
    .orderBy('job_id')
    .orderBy('seq')
    .execute()
  const ids = new Map(jobs.map(({ job: { job_id } }) => [toJobKey(job_id), job_id]))
  const events = rows.flatMap((row): [string, JobEvent][] => {
    const job_id = ids.get(toColumnText(row.key))
    return job_id === undefined
      ? []
      : [[job_id, { status: parseStoredText(toColumnText(row.status)), observedAt: row.observed_at }]]
  })
  return { jobs, state: await readState(engine, source), events }
}
