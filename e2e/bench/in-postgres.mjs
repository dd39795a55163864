// @ts-check
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadTypeScript } from './load-typescript.mjs'

/**
 * Milliseconds a query, were queries answered by Postgres; `null` where this machine has none.
 * @param {number} jobs
 * @returns {Promise<{ p50: number, p99: number } | null>}
 */
export async function measureInPostgres(jobs) {
  try {
    const { startTestPostgres } = await loadTypeScript('lib/server/store/test-postgres.ts')
    const postgres = await startTestPostgres()
    try {
      const child = fileURLToPath(new URL('in-postgres-child.mjs', import.meta.url))
      const url = await postgres.newDatabase()
      const { stdout } = await promisify(execFile)(process.execPath, [child, url, String(jobs)])
      return JSON.parse(stdout)
    } finally {
      await postgres.remove()
    }
  } catch (error) {
    console.error(`Postgres was not measured: ${error instanceof Error ? error.message : error}`)
    return null
  }
}
