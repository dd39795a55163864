import 'server-only'
import { mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import { migrate } from './migrate'
import type { Schema } from './schema'
import { StoreError } from './store-error'

/** "Tune" in ASCII: tells our files from those of other programs. */
const APPLICATION_ID = 0x54756e65
/** Beside the database while it is open, and after a kill. */
const COMPANIONS = ['', '-wal', '-shm']

/** Opens a database file and brings it to the newest schema; throws what libsql throws, and StoreError. */
export async function openSqliteFile(path: string, now: number): Promise<Kysely<Schema>> {
  mkdirSync(dirname(path), { recursive: true })
  const database = connect(path)
  const db = toKysely(database)
  try {
    await migrate(db, 'sqlite', `the file ${JSON.stringify(path)}`, now)
    checkCounts(database, path)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Opens a database file for reading, as far as it can be read. */
export function openSqliteForReading(path: string): Kysely<Schema> {
  const database = new Database(path)
  database.pragma('query_only = on')
  return toKysely(database)
}

/**
 * Every transaction takes the lock of the file as it begins, and is asked for by `exec`: a prepared statement that finds
 * the file locked stays under way until it is collected as garbage, and no other can be committed before.
 */
function toKysely(database: Database.Database): Kysely<Schema> {
  const plain = (text: string) => ({
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run() {
      // A full disk has undone the transaction already.
      if (text !== 'rollback' || database.inTransaction)
        database.exec(text === 'begin' ? 'begin immediate' : text)
      return { changes: 0, lastInsertRowid: 0 }
    },
  })
  return new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: {
        prepare: (text) => (/^(begin|commit|rollback)/.test(text) ? plain(text) : database.prepare(text)),
        close: () => database.close(),
      },
    }),
  })
}

/** Ends the use of a database file, what it holds all in the one file where that can be. */
export async function closeSqliteFile(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => {})
  await db.destroy()
}

/** Renames a file and its companions, so that a new one can be begun; gives its new name. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const bad = `${path}.corrupt-${stamp}`
  for (const companion of COMPANIONS) {
    // The first one must go; that of a database without a log has no companions.
    if (companion === '' || isThere(path + companion)) renameSync(path + companion, bad + companion)
  }
  return bad
}

/** Bytes on disk. */
export function toSqliteSize(path: string): number {
  return COMPANIONS.reduce((bytes, companion) => {
    return bytes + (statSync(path + companion, { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
}

function connect(path: string): Database.Database {
  const database = new Database(path)
  try {
    // Waiting in here would hold the event loop: whoever finds it locked tries again himself.
    database.pragma('busy_timeout = 0')
    checkOwner(database, path)
    database.pragma('journal_mode = wal')
    // In WAL mode a killed process loses nothing by this, and a power cut the last moments only, which are read again.
    database.pragma('synchronous = normal')
    database.pragma('foreign_keys = on')
    database.pragma(`journal_size_limit = ${64 * 2 ** 20}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function checkOwner(database: Database.Database, path: string): void {
  const count = (where: string) =>
    JSON.stringify(database.prepare(`select count(*) as count from ${where}`).all())
  if (count(`pragma_application_id where application_id = ${APPLICATION_ID}`) === ONE) return
  const isEmpty = count('sqlite_master') === NONE
  // The number alone may be what is damaged.
  if (!isEmpty && count("sqlite_master where name = 'change_counters'") === NONE)
    throw new StoreError(
      'StoreForeign',
      `DATABASE_URL is the file ${JSON.stringify(path)}, a database of another program. Give another DATABASE_URL.`,
    )
  database.pragma(`application_id = ${APPLICATION_ID}`)
}

const NONE = '[{"count":0}]'
const ONE = '[{"count":1}]'

/**
 * A damaged index may leave rows out without a word. Reading all of a file would take a second for 100,000 jobs; that its
 * indexes hold as many rows takes 20 ms, and what else is damaged SQLite says when it gets there.
 */
function checkCounts(database: Database.Database, path: string): void {
  const different = database
    .prepare(
      `select 1 from (select (select count(*) from jobs indexed by jobs_by_change) as jobs,
        (select count(*) from jobs indexed by sqlite_autoindex_jobs_1) as keys,
        (select count(*) from job_sightings) as sightings) where jobs <> keys or keys <> sightings`,
    )
    .all()
  if (different.length > 0)
    throw new StoreError(
      'StoreCorrupt',
      `The database ${JSON.stringify(path)} (DATABASE_URL) is damaged: its indexes do not hold the same rows`,
    )
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
