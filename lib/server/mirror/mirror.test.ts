import { describe, expect, it } from 'vitest'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'

const SECOND = 1_000
const MINUTE = 60_000

describe('the first reading of an account', () => {
  it('shows the newest page at once, then the rest with visible progress', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 950, rps: 5 })
    expect(mirror.ready()).toEqual({ ready: false, reason: expect.any(String) })
    mirror.start()
    await clock.advance(10)
    expect(mirror.ready().ready).toBe(true)
    expect(
      mirror
        .snapshot()
        .jobs.map((entry) => entry.job_id)
        .sort(),
    ).toEqual(
      account
        .jobs()
        .slice(0, 100)
        .map((job) => job.job_id)
        .sort(),
    )
    expect(mirror.status()).toMatchObject({ complete: false, stale: false, sweep: { seen: 100, total: 950 } })
    await clock.advance(MINUTE)
    expect(mirror.status()).toMatchObject({ complete: true, stale: false, jobs: 950, sweep: null })
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })

  it('takes no more calls than pages, and two', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 1200 })
    mirror.start()
    for (let step = 0; !mirror.status().complete; step++) {
      expect(step).toBeLessThan(200)
      mirror.look()
      await clock.advance(10)
    }
    expect(account.countCalls()).toBeLessThanOrEqual(1200 / 100 + 2)
  })

  it('is ready with an account that has no jobs, and never takes one empty answer for one', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    account.fault({ kind: 'total-zero', when: { path: '/fine-tunes', nth: 1 } })
    mirror.start()
    await clock.advance(SECOND)
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 30 })
  })
})

describe('refreshing', () => {
  it('reads the newest page every interval while somebody looks, and every 5 minutes otherwise', async () => {
    const { account, mirror, clock } = await startTestMirror({ scenario: 'document' })
    mirror.start()
    await clock.advance(SECOND)
    account.resetCalls()
    for (let second = 0; second < 120; second += 10) {
      mirror.look()
      await clock.advance(10 * SECOND)
    }
    expect(account.countCalls()).toBeGreaterThanOrEqual(7)
    expect(account.countCalls()).toBeLessThanOrEqual(8)
    await clock.advance(2 * MINUTE)
    account.resetCalls()
    await clock.advance(20 * MINUTE)
    expect(account.countCalls()).toBe(4)
  })

  it('comes soon when somebody starts to look', async () => {
    const { account, mirror, clock } = await startTestMirror({ scenario: 'document' })
    mirror.start()
    await clock.advance(2 * MINUTE)
    account.resetCalls()
    mirror.look()
    await clock.advance(SECOND)
    expect(account.countCalls()).toBe(1)
    expect(mirror.status().stale).toBe(false)
  })

  it('publishes what changed, and nothing when nothing did', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(SECOND)
    const before = mirror.snapshot()
    await clock.advance(6 * MINUTE)
    expect(mirror.snapshot()).toBe(before)
    const added = account.add({ job_name: 'new' })
    await clock.advance(6 * MINUTE)
    expect(mirror.snapshot().version).toBe(before.version + 1)
    expect(mirror.snapshot().byId.get(added.job_id)?.job_name).toBe('new')
    expect(before.byId.has(added.job_id)).toBe(false)
  })

  it('asks for unfinished jobs beyond the newest page one by one', async () => {
    const { account, mirror, clock } = await startTestMirror({ scenario: 'empty' })
    const old = account.add({ status: 'RUNNING' })
    for (let job = 0; job < 150; job++) account.add({ status: 'SUCCEEDED' })
    mirror.start()
    await clock.advance(SECOND)
    account.update(old.job_id, { status: 'SUCCEEDED', end_time: '2026-01-01 10:00:00' })
    account.resetCalls()
    await clock.advance(6 * MINUTE)
    expect(mirror.snapshot().byId.get(old.job_id)?.status).toBe('SUCCEEDED')
    expect(account.countCalls(`/fine-tunes/${old.job_id}`)).toBe(1)
    expect(account.countCalls()).toBe(2)
  })

  it('reads pages in place of more than 20 unfinished jobs', async () => {
    const { account, mirror, clock } = await startTestMirror({ scenario: 'empty' })
    const old = Array.from({ length: 21 }, () => account.add({ status: 'RUNNING' }))
    for (let job = 0; job < 250; job++) account.add({ status: 'SUCCEEDED' })
    mirror.start()
    await clock.advance(SECOND)
    for (const job of old) account.update(job.job_id, { status: 'FAILED' })
    account.resetCalls()
    await clock.advance(6 * MINUTE)
    expect(old.map((job) => mirror.snapshot().byId.get(job.job_id)?.status)).toEqual(old.map(() => 'FAILED'))
    expect(account.countCalls('/fine-tunes/')).toBe(0)
    expect(account.countCalls()).toBeLessThanOrEqual(4)
  })

  it('pages on when there are more new jobs than one page holds', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 300 })
    mirror.start()
    await clock.advance(SECOND)
    for (let job = 0; job < 250; job++) account.add({ status: 'SUCCEEDED' })
    await clock.advance(6 * MINUTE)
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })

  it('on demand is a single flight, and at most one in 5 s', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(6 * SECOND)
    account.resetCalls()
    const added = account.add()
    await Promise.all([mirror.refresh(), mirror.refresh(), mirror.refresh()])
    expect(mirror.snapshot().byId.has(added.job_id)).toBe(true)
    await clock.advance(4 * SECOND)
    await mirror.refresh()
    expect(account.countCalls()).toBe(1)
    await clock.advance(2 * SECOND)
    await mirror.refresh()
    expect(account.countCalls()).toBe(2)
  })

  it('on demand waits 5 s at most', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30, rps: 0.05 })
    mirror.start()
    await clock.advance(SECOND)
    account.resetCalls()
    let done = false
    const refresh = mirror.refresh().then(() => {
      done = true
    })
    await clock.advance(4.9 * SECOND)
    expect(done).toBe(false)
    await clock.advance(0.2 * SECOND)
    await refresh
    expect(account.countCalls()).toBe(0)
    await clock.advance(20 * SECOND)
    expect(account.countCalls()).toBe(1)
  })
})

describe('asking on demand', () => {
  it('finds a job in the mirror without a call, and another upstream once', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(SECOND)
    account.resetCalls()
    const [known] = account.jobs()
    expect((await mirror.findJob(known?.job_id ?? ''))?.job).toEqual(known)
    const added = account.add()
    const found = Promise.all([mirror.findJob(added.job_id), mirror.findJob(added.job_id)])
    await clock.advance(SECOND)
    expect((await found).map((entry) => entry?.job_id)).toEqual([added.job_id, added.job_id])
    expect(mirror.snapshot().byId.has(added.job_id)).toBe(true)
    expect(account.countCalls()).toBe(1)
  })

  it('remembers a no for a minute, and it is no sign of trouble', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(SECOND)
    account.resetCalls()
    expect(await mirror.findJob('ft-none')).toBe(null)
    await clock.advance(59 * SECOND)
    expect(await mirror.findJob('ft-none')).toBe(null)
    expect(account.countCalls('/fine-tunes/')).toBe(1)
    expect(mirror.status()).toMatchObject({ stale: false, error: null })
    await clock.advance(2 * SECOND)
    expect(await mirror.findJob('ft-none')).toBe(null)
    expect(account.countCalls('/fine-tunes/')).toBe(2)
  })

  it.each(['..', '.', 'a/b', 'a?b', '%2e%2e', 'é', '', 'x'.repeat(129)])(
    'never asks for what is no id: %s',
    async (job_id) => {
      const { account, mirror, clock } = await startTestMirror({ jobs: 3 })
      mirror.start()
      await clock.advance(SECOND)
      account.resetCalls()
      expect(await mirror.findJob(job_id)).toBe(null)
      expect(account.countCalls()).toBe(0)
    },
  )

  it('passes a list to DashScope as it is, one call for many who ask, and keeps its jobs', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 900, rps: 5 })
    mirror.start()
    await clock.advance(10)
    const model = account.jobs().at(-1)?.model
    const query = { page_no: 2, page_size: 3, model: String(model) }
    account.resetCalls()
    const asked = Promise.all([mirror.listLive(query), mirror.listLive({ ...query }), mirror.listLive(query)])
    await clock.advance(300)
    const [list] = await asked
    const matching = account.jobs().filter((job) => job.model === model || job.base_model === model)
    expect(list.total).toBe(matching.length)
    expect(list.jobs.map((entry) => entry.job)).toEqual(matching.slice(3, 6))
    expect(account.calls.filter((call) => call.query.model !== undefined)).toHaveLength(1)
    await clock.advance(600)
    for (const entry of list.jobs) expect(mirror.snapshot().byId.get(entry.job_id)).toBe(entry)
  })

  it('asks for logs under the same rate, one call for many who ask', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(SECOND)
    account.resetCalls()
    const job_id = account.jobs().at(-1)?.job_id ?? ''
    const logs = () =>
      mirror.ask(`logs ${job_id}`, (client, signal) => client.getLogs(job_id, { offset: 0, line: 5 }, signal))
    const asked = Promise.all([logs(), logs()])
    await clock.advance(SECOND)
    expect((await asked)[0]).toEqual((await asked)[1])
    expect(account.countCalls()).toBe(1)
  })
})

describe('stopping', () => {
  it('gives up what is under way and calls no more', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 900, rps: 5 })
    mirror.start()
    await clock.advance(300)
    account.latency(10_000)
    const lost = expect(mirror.findJob('ft-unknown')).rejects.toThrow('stopping')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await mirror.stop()
    await lost
    const calls = account.countCalls()
    await clock.advance(10 * MINUTE)
    expect(account.countCalls()).toBe(calls)
  })
})
