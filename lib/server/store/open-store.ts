import 'server-only'
import type { StoreClock, StoreLog } from './engine'
import { createMemoryStore } from './memory-store'
import { type ReadAhead, toFilePath } from './packed-jobs.mjs'
import { readWhatCanBeRead } from './rescue'
import { createSqlStore } from './sql-store'
import { openSqliteEngine } from './sqlite-engine'
import type { JobStore } from './store'
import { StoreError } from './store-error'
import { systemClock } from './system-clock'

/** What cannot be written may still be read, and served. */
const SERVED_FROM_MEMORY = new Set(['StoreFull', 'StoreReadOnly', 'StoreNoPermission'])

/**
 * Opens what `DATABASE_URL` names: `file:PATH` (made where there is none), `postgres://…`. A damaged file is set aside,
 * and one that cannot be written is read into memory: `problem()` says so. Throws StoreError where nothing can be done,
 * above all for a schema that is newer than this version. `ahead` is what was read of the file before.
 */
export async function openStore(
  databaseUrl: string,
  options: { log: StoreLog; clock?: StoreClock; ahead?: ReadAhead | null },
): Promise<JobStore> {
  const parts = { log: options.log, clock: options.clock ?? systemClock }
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    // Loaded when wanted: the driver takes a board on SQLite some of the time of its start.
    const { openPostgresEngine } = await import('./postgres-engine')
    return createSqlStore(await openPostgresEngine(databaseUrl, parts), parts)
  }
  const path = toFilePath(databaseUrl)
  try {
    return createSqlStore(await openSqliteEngine(path, parts), parts, options.ahead)
  } catch (error) {
    if (!(error instanceof StoreError) || !SERVED_FROM_MEMORY.has(error.code)) throw error
    const message = `${error.message}. The board serves from memory, and what it learns now is lost when it ends: mend that and start again.`
    parts.log.error({ file: path }, message)
    return createMemoryStore({ code: error.code, message }, await readWhatCanBeRead(path, parts))
  }
}
