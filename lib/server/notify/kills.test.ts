import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openStore } from '../store/open-store'
import { prepareChildren } from '../store/test-child'
import { silentLog } from '../store/test-jobs'
import { describeWithPostgres, startTestPostgres } from '../store/test-postgres'
import { startTestReceiver } from './test-receiver'

const [JOBS, KILLS] = process.env.SOAK ? [1_000, 20] : [150, 3]
const ROOMS = ['lib/server/notify', 'lib/server/store', 'lib/api', 'lib/format', 'lib/jobs']

describeWithPostgres('two replicas', () => {
  it(`tell of ${JOBS} ended jobs, none missing and no more doubles than the ${KILLS} kills`, {
    timeout: 60_000 + KILLS * 10_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tuneboard-notify-kills-'))
    const postgres = await startTestPostgres()
    const receiver = await startTestReceiver()
    const running = new Set<ChildProcess>()
    onTestFinished(async () => {
      for (const child of running) child.kill('SIGKILL')
      await receiver.stop()
      await postgres.remove()
      rmSync(folder, { recursive: true, force: true })
    })
    const databaseUrl = await postgres.newDatabase()
    const store = await openStore(databaseUrl, { log: silentLog })
    const jobs = Array.from({ length: JOBS }, (_, n) => ({ job_id: `ft-${n}`, status: 'RUNNING' }))
    await store.saveJobs('default', jobs, 1)
    await store.outbox.open('default', ['receiver'])
    const start = prepareChildren(folder, ROOMS)
    const entry = new URL('./test-notifying-child.ts', import.meta.url)
    let leader: ChildProcess | null = null
    const launch = () => {
      const child = start(entry, [databaseUrl, receiver.url])
      running.add(child)
      child.stdout?.on('data', () => {
        leader = child
      })
      child.once('exit', () => running.delete(child))
    }
    launch()
    launch()
    for (let kill = 1; kill <= KILLS; kill++) {
      // Spread over the whole of it, each at a moment when the leader is at work.
      const until = Math.floor((JOBS * kill) / (KILLS + 1))
      await vi.waitUntil(() => receiver.received.length >= until && leader !== null, { timeout: 60_000 })
      const killed: ChildProcess | null = leader
      leader = null
      Reflect.get(Object(killed), 'kill').call(killed, 'SIGKILL')
      launch()
    }
    const toIds = () => receiver.received.map(({ headers }) => String(headers['webhook-id']))
    await vi.waitUntil(() => new Set(toIds()).size >= JOBS, { timeout: 60_000 })
    await vi.waitUntil(async () => (await store.outbox.waiting('default')) === 0, { timeout: 60_000 })
    const told = receiver.received.map(({ body }) => JSON.parse(body).data.job_id)
    expect(new Set(told).size).toBe(JOBS)
    expect(new Set(toIds()).size).toBe(JOBS)
    expect(receiver.received.length - JOBS).toBeLessThanOrEqual(KILLS)
    await store.close()
  })
})
