import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { openStore } from './open-store'
import { openSqliteForReading } from './sqlite-file'
import { prepareChildren } from './test-child'
import { silentLog, toJobs } from './test-jobs'

const KILLS = process.env.SOAK ? 50 : 4

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

it(`loses nothing that was saved when it is killed, ${KILLS} times`, {
  timeout: 10_000 + KILLS * 3_000,
}, async () => {
  const start = prepareChildren(folder)
  const path = join(folder, 'killed.db')
  let safe = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(new URL('./test-saving-child.ts', import.meta.url), [`file:${path}`, String(safe)])
    const until = safe + 100 * (1 + Math.floor(Math.random() * 15))
    const killedAfterMs = Math.random() * 4
    const ended = once(child, 'exit')
    if (!child.stdout) throw new Error('the child says nothing')
    for await (const line of createInterface(child.stdout)) {
      safe = Number(line.split(' ')[0]) + 100
      // At any point of what the child does next.
      if (safe === until) setTimeout(() => child.kill('SIGKILL'), killedAfterMs)
    }
    expect(await ended).toEqual([null, 'SIGKILL'])

    const db = openSqliteForReading(path)
    expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
    // A page is there as a whole or not at all.
    const lone = sql`select 1 from jobs left join job_events using (source, job_id) where status is null`
    expect((await lone.execute(db)).rows).toEqual([])
    await db.destroy()
    const store = await openStore(`file:${path}`, { log: silentLog })
    expect(store.problem()).toBeNull()
    const found = new Map((await store.load('default')).map(({ job }) => [job.job_id, JSON.stringify(job)]))
    expect(toJobs(safe).filter((job) => found.get(job.job_id) !== JSON.stringify(job))).toEqual([])
    expect(found.size % 100).toBe(0)
    const last = toJobs(1, safe - 1)[0]
    expect(await store.events('default', last?.job_id ?? '')).toHaveLength(1)
    await store.close()
  }
  expect(safe).toBeGreaterThanOrEqual(KILLS * 100)
})
