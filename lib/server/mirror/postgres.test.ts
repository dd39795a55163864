import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { createDashScopeClient } from '../dashscope/client'
import { openStore } from '../store/open-store'
import { describeWithPostgres, startTestPostgres, type TestPostgres } from '../store/test-postgres'
import { systemClock } from './clock'
import { createMirror } from './mirror'
import { toAccountIds, toLiveIds } from './test-mirror'

const log = { info() {}, warn() {}, error() {} }
const RPS = 20

/** Real time is short here, and so are leases. */
const leaseTimes = { ttlMs: 1_500, renewMs: 300 }

const until = (isSo: () => boolean | Promise<boolean>, timeout = 20_000) =>
  expect.poll(isSo, { timeout, interval: 20 }).toBe(true)

describeWithPostgres('replicas on Postgres', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startTestPostgres()
  }, 60_000)
  afterAll(() => postgres.remove())

  async function startWorld(jobs: number) {
    const account = await startSampleAccount({ jobs })
    const url = await postgres.newDatabase()
    onTestFinished(account.stop)
    async function addReplica() {
      const store = await openStore(url, { log })
      const client = createDashScopeClient({ baseUrl: account.url, key: account.key, workspace: null, log })
      let asleep = false
      const mirror = createMirror({
        source: 'default',
        client,
        store,
        refreshSeconds: 1,
        sweepSeconds: 3_600,
        upstreamRps: RPS,
        log,
        // A process that sleeps neither runs its timers nor has its time stand still.
        clock: {
          ...systemClock,
          after: (ms, run) => systemClock.after(ms, () => (asleep ? undefined : run())),
        },
        leaseTimes,
      })
      onTestFinished(async () => {
        await mirror.stop()
        await store.close()
        await client.close()
      })
      mirror.start()
      await until(() => mirror.ready().ready)
      return {
        mirror,
        store,
        sleep() {
          asleep = true
        },
      }
    }
    return { account, addReplica }
  }

  it('one calls, all show a change within 2 s, the next takes over, and none writes after its time', async () => {
    const { account, addReplica } = await startWorld(450)
    const first = await addReplica()
    const second = await addReplica()
    const third = await addReplica()
    const all = [first, second, third]
    await until(() => all.every(({ mirror }) => mirror.status().complete))
    for (const { mirror } of all) expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
    expect(account.countCalls()).toBeLessThan(450 / 100 + 20)

    const added = account.add({ status: 'SUCCEEDED' })
    third.mirror.look()
    await until(() => first.mirror.snapshot().byId.has(added.job_id))
    await until(() => all.every(({ mirror }) => mirror.snapshot().byId.has(added.job_id)), 2_000)

    const past = first.store.withEpoch(() => 1)
    await past.saveJobs('default', [added], 1)
    first.sleep()
    const later = account.add({ status: 'SUCCEEDED' })
    second.mirror.look()
    await until(
      () => second.mirror.snapshot().byId.has(later.job_id) && third.mirror.snapshot().byId.has(later.job_id),
    )
    await expect(past.saveJobs('default', [added], 1)).rejects.toMatchObject({ code: 'StoreNotLeader' })
    const times = account.calls.map((call) => call.at)
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(RPS)
  })

  it('serve on while the database is gone, and are back within 30 s of its return', async () => {
    const { account, addReplica } = await startWorld(150)
    const all = [await addReplica(), await addReplica()]
    await until(() => all.every(({ mirror }) => mirror.status().complete))
    await postgres.crash()
    await until(() => all.every(({ mirror }) => mirror.status().problem !== null))
    const added = account.add({ status: 'SUCCEEDED' })
    for (const { mirror } of all) {
      expect(mirror.status()).toMatchObject({ complete: true, jobs: 150 })
      expect(mirror.ready().ready).toBe(true)
    }
    await postgres.start()
    for (const { mirror } of all) mirror.look()
    await until(() => all.every(({ mirror }) => mirror.snapshot().byId.has(added.job_id)), 30_000)
    await until(() => all.every(({ mirror }) => mirror.status().problem === null), 30_000)
  })
})
