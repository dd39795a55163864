// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { toFilePath } from './packed-jobs.mjs'

/**
 * Reads the jobs of an SQLite file on the other processor while this one loads Next. Gives `null` where there is no such
 * file, or it cannot be read, and fewer jobs where it cannot be read to its end: the store goes on, and says why.
 * @param {string} databaseUrl @param {string} source whose jobs @returns {Promise<import('./packed-jobs.mjs').ReadAhead | null>}
 */
export function readAhead(databaseUrl, source) {
  const path = toFilePath(databaseUrl)
  if (/^postgres(ql)?:/.test(databaseUrl) || !existsSync(path)) return Promise.resolve(null)
  const packed = new Readable({ objectMode: true, read() {} })
  const worker = new Worker(join(import.meta.dirname, 'read-ahead-worker.mjs'), {
    workerData: { path, source },
    env: {},
  })
  return new Promise((resolve) => {
    worker.once('message', ({ seq }) => {
      resolve({ source, seq, packed })
      worker.on('message', (jobs) => packed.push(jobs))
    })
    worker.on('error', () => {})
    worker.once('exit', () => {
      packed.push(null)
      resolve(null)
    })
  })
}
