import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { openStore } from '@/lib/server/store/open-store'
import { silentLog } from '@/lib/server/store/test-jobs'
import type { Board } from '../board'
import { askList, kill, SOAK, startAccountBoard, until } from './boards'

const KILLS = SOAK ? 50 : 3

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-kills-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Notes what the board shows, page by page, until it is gone. */
async function watch(board: Board, shown: Map<string, string>): Promise<void> {
  for (let page_no = 1; ; page_no = (page_no % 100) + 1) {
    const list = await askList(board, `?page_size=100&sort=job_name&page_no=${page_no}`)
    if (!list && board.child.signalCode !== null) return
    for (const job of list?.output.jobs ?? []) shown.set(job.job_id, JSON.stringify(job))
    await sleep(5)
  }
}

it(`loses nothing that was shown in ${KILLS} kills while an account of 10,000 jobs is read`, async () => {
  const account = await startSampleAccount({ jobs: 10_000 })
  const database = `file:${join(folder, 'board.db')}`
  const shown = new Map<string, string>()
  for (let round = 0; round < KILLS; round++) {
    const before = shown.size
    const board = await startAccountBoard(account, database, { UPSTREAM_RPS: '50', SWEEP_SECONDS: '1' })
    const watching = watch(board, shown)
    if (before < 10_000) await until('it shows more than before', 30, async () => shown.size > before)
    await sleep(Math.random() * 2_000)
    await kill(board)
    await watching
    const store = await openStore(database, { log: silentLog })
    const kept = new Map((await store.load('default')).map(({ job }) => [job.job_id, JSON.stringify(job)]))
    expect(store.problem()).toBeNull()
    await store.close()
    const lost = [...shown].filter(([job_id, text]) => kept.get(job_id) !== text)
    expect(lost).toEqual([])
  }
  console.log(`${KILLS} kills: ${shown.size} jobs shown, none lost`)
  account.fault({ kind: 'status', status: 503 })
  const board = await startAccountBoard(account, database)
  expect((await askList(board))?.mirror.jobs).toBeGreaterThanOrEqual(shown.size)
  await board.stop()
  await account.stop()
})
