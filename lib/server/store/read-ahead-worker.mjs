// @ts-check
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'libsql'
import { toPackedStatement } from './packed-jobs.mjs'

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
const statement = database.prepare(toPackedStatement('sqlite'))
for (let last = Buffer.alloc(0); ; ) {
  /** @type {any[]} */
  const [row] = statement.all(source, last.toString())
  if (row.count === 0) break
  const next = Buffer.from(row.last)
  if (Buffer.compare(next, last) <= 0) throw new Error('the order of the keys is lost')
  last = next
  const { raws, facts } = row
  parentPort?.postMessage({ raws, facts, last: last.toString(), count: row.count }, [raws, facts])
}
database.exec('commit')
database.close()
