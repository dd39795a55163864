// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { SOURCE, toFilePath } from './packed-jobs.mjs'

/**
 * Reads the jobs of an SQLite file on the other processor while this one loads Next. Resolves with them and the number of
 * the last change that is in them; with `null` where there is no such file, or it cannot be read: the store says why.
 * @param {string} databaseUrl @returns {Promise<import('./packed-jobs.mjs').ReadAhead | null>}
 */
export function readAhead(databaseUrl) {
  const path = toFilePath(databaseUrl)
  if (/^postgres(ql)?:/.test(databaseUrl) || !existsSync(path)) return Promise.resolve(null)
  return new Promise((resolve) => {
    const worker = new Worker(join(import.meta.dirname, 'read-ahead-worker.mjs'), {
      workerData: { path, source: SOURCE },
      env: {},
    })
    worker.once('message', resolve)
    worker.once('error', () => resolve(null))
    worker.once('exit', () => resolve(null))
  })
}
