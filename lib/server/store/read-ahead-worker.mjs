// @ts-check
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'libsql'
import { toPackedStatement } from './packed-jobs.mjs'

/** Rows in one piece: as many as are then taken in without holding the event loop for more than 10 ms. */
const BATCH = 1_000

/** @type {{ path: string, source: string }} */
const { path, source } = workerData
const database = new Database(path)
database.pragma('query_only = on')
// One moment for the jobs and the number of the last change.
database.exec('begin')
/** @type {any[]} */
const counters = database
  .prepare('select cast(seq as integer) as seq from change_counters where source = ?')
  .all(source)
parentPort?.postMessage({ seq: counters[0]?.seq ?? 0 })
const statement = database.prepare(toPackedStatement('sqlite', BATCH))
for (let last = Buffer.alloc(0); ; ) {
  /** @type {any[]} */
  const [row] = statement.all(source, last.toString())
  if (row.count === 0) break
  const next = Buffer.from(row.last)
  if (Buffer.compare(next, last) <= 0) throw new Error('the order of the keys is lost')
  last = next
  // What the driver gives cannot be handed over.
  const { raws, facts } = row
  parentPort?.postMessage({ raws, facts, last: last.toString(), count: row.count }, [raws, facts])
}
database.exec('commit')
database.close()
