import 'server-only'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { StoreClock, StoreLog } from './engine'
import type { MemoryContents } from './memory-store'
import { readBatches, readState } from './read-jobs'
import type { Schema } from './schema'
import { openSqliteForReading } from './sqlite-file'
import type { JobEvent, StoredJob } from './store'
import { parseStoredText } from './stored-text'

type Contents = Map<string, MemoryContents>

/** Reads a database file that cannot be written, in place or else from a copy; nothing where neither can be read. */
export async function readWhatCanBeRead(
  path: string,
  options: { log: StoreLog; clock: StoreClock },
): Promise<Contents> {
  for (const read of [readFile, readCopy]) {
    try {
      return await read(path)
    } catch (error) {
      options.log.warn({ file: path, error: String(error) }, 'what the database holds cannot be read')
    }
  }
  return new Map()
}

/** The log of a database in a folder that cannot be written can be read elsewhere only. */
async function readCopy(path: string): Promise<Contents> {
  const folder = await mkdtemp(join(tmpdir(), 'tuneboard-'))
  try {
    const copy = join(folder, 'copy.db')
    await copyFile(path, copy)
    await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => {})
    return await readFile(copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFile(path: string): Promise<Contents> {
  const db = openSqliteForReading(path)
  try {
    const sources = await db.selectFrom('change_counters').select('source').execute()
    const contents: Contents = new Map()
    for (const { source } of sources) contents.set(source, await readSource(db, source))
    return contents
  } finally {
    await db.destroy()
  }
}

async function readSource(db: Kysely<Schema>, source: string): Promise<MemoryContents> {
  const engine = { run: <T>(work: (db: Kysely<Schema>) => Promise<T>) => work(db) }
  const jobs: StoredJob[] = []
  for await (const batch of readBatches(engine, source, () => {})) jobs.push(...batch)
  const rows = await db
    .selectFrom('job_events')
    .select(['job_id', 'status', 'observed_at'])
    .where('source', '=', source)
    .orderBy('job_id')
    .orderBy('seq')
    .execute()
  const events = rows.map((row): [string, JobEvent] => [
    parseStoredText(row.job_id),
    { status: parseStoredText(row.status), observedAt: row.observed_at },
  ])
  return { jobs, state: await readState(engine, source), events }
}
