// @ts-check
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Figures of the query engine alone, in milliseconds. `naiveP50` is the ten-line version, `null` beyond 100,000 jobs.
 * @param {number} jobs
 * @returns {{ queryP50: number, queryP99: number, wordP50: number, wordP99: number, naiveP50: number | null, changeP50: number, changeP95: number, firstIndex: number, longestPiece: number }}
 */
export function measureEngine(jobs) {
  const child = fileURLToPath(new URL('engine-child.mjs', import.meta.url))
  return JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=8192', child, String(jobs)], { encoding: 'utf8' }),
  )
}
