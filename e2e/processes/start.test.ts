import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { toJobs } from '@/lib/server/store/test-jobs'
import type { Board } from '../board'
import { askList, fillDatabase, SOAK, startAccountBoard, toCpuSeconds, until } from './boards'

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Nobody listens there; a name that no server knows; a port that speaks no TLS. */
const DOWN = [
  { url: 'http://127.0.0.1:9/api/v1', reason: /ECONNREFUSED|refused|reach/i },
  { url: 'http://no-such-host.invalid/api/v1', reason: /no-such-host\.invalid/ },
  { url: 'https://127.0.0.1:9/api/v1', reason: /127\.0\.0\.1/ },
]

/** Starts it and shows its first page: processor time, real time, and what the page holds. */
async function measureStart(
  database: string,
  url: string,
): Promise<{ board: Board; cpu: number; ms: number; html: string }> {
  const startedAt = performance.now()
  const board = await startAccountBoard({ url, key: 'sk-none' }, database)
  const answer = await fetch(board.url)
  expect(answer.status).toBe(200)
  const html = await answer.text()
  return { board, cpu: toCpuSeconds(board), ms: performance.now() - startedAt, html }
}

it.each(SOAK ? [12_000, 100_000] : [12_000])(
  'shows %i stored jobs at once although the upstream is down, and says that and why they age',
  async (count) => {
    const none = await measureStart(`file:${join(folder, 'none.db')}`, DOWN[0]?.url ?? '')
    await none.board.stop()
    const database = `file:${join(folder, `${count}.db`)}`
    await fillDatabase(database, toJobs(count))
    for (const { url, reason } of SOAK ? DOWN : DOWN.slice(0, 2)) {
      const { board, cpu, ms, html } = await measureStart(database, url)
      console.log(
        `${count} stored jobs: first page after ${Math.round(ms)} ms, ${cpu} s of CPU; ${none.cpu} s with none`,
      )
      expect(html).toContain(new Intl.NumberFormat('en').format(count))
      const first = await askList(board)
      expect(first).toMatchObject({ output: { total: count }, mirror: { complete: true, jobs: count } })
      // In starts with nothing stored, which take 0.8 s on a machine of its own: a busy one slows both alike.
      expect(cpu / none.cpu).toBeLessThan(count > 50_000 ? 2.5 : 2)
      await until('the page is marked stale', 20, async () => (await askList(board))?.mirror.stale === true)
      const { mirror } = (await askList(board, '?page_no=2')) ?? {}
      expect(mirror).toMatchObject({ complete: true, jobs: count, error: { code: 'Unreachable' } })
      expect(mirror?.error?.message).toMatch(reason)
      expect(await (await fetch(board.url)).text()).toContain('Unreachable')
      await board.stop()
    }
  },
)
