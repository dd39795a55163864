import { describe, expect, it } from 'vitest'
import type { SampleAccount } from '@/lib/sample-account/sample-account'
import { createMemoryStore } from '../store/memory-store'
import { createAccountCheck } from './admission'
import { createKeeper } from './keeper'
import { sweep } from './sweep'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'

const SECOND = 1_000
const MINUTE = 60_000

/** Mulberry32: the same seed gives the same run. */
function toRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Does something before each list call, and lets the call be answered as it should. */
function beforeEachList(account: SampleAccount, act: (call: number) => void): void {
  let calls = 0
  account.fault({
    kind: 'status',
    status: 500,
    when: (call) => {
      if (call.path === '/fine-tunes') act(++calls)
      return false
    },
  })
}

describe('pages that shift while the account is read', () => {
  it.each(['added', 'removed'] as const)('loses nothing when a job is %s before each page', async (by) => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 1000 })
    account.fault({ kind: 'shift', by })
    mirror.start()
    await clock.advance(2 * SECOND)
    account.fault(null)
    await clock.advance(2 * MINUTE)
    const ids = new Set(mirror.snapshot().jobs.map((entry) => entry.job_id))
    expect(toAccountIds(account).filter((job_id) => !ids.has(job_id))).toEqual([])
    expect(mirror.status().complete).toBe(true)
  })

  it.each(Array.from({ length: 4 }, (_, seed) => seed))(
    'loses nothing when jobs come and go anywhere (%i)',
    async (seed) => {
      const random = toRandom(seed)
      const { account, mirror, clock } = await startTestMirror({ jobs: 800 })
      beforeEachList(account, (call) => {
        if (call === 1 || call > 14) return
        for (let added = Math.floor(random() * 4); added > 0; added--) account.add({ status: 'SUCCEEDED' })
        for (let gone = Math.floor(random() * 6); gone > 0; gone--) {
          const jobs = account.jobs()
          account.remove(jobs[Math.floor(random() * jobs.length)]?.job_id ?? '')
        }
      })
      mirror.start()
      await clock.advance(2 * SECOND)
      const ids = new Set(mirror.snapshot().jobs.map((entry) => entry.job_id))
      expect(toAccountIds(account).filter((job_id) => !ids.has(job_id))).toEqual([])
      expect(mirror.status().complete).toBe(true)
    },
  )

  it('shows a job that is listed twice once', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 450 })
    account.fault({ kind: 'doubles' })
    mirror.start()
    await clock.advance(SECOND)
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
    expect(mirror.snapshot().jobs).toHaveLength(450)
    expect(mirror.status().complete).toBe(true)
  })

  it('sees jobs that came during the sweep as soon as it ends', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 500 })
    beforeEachList(account, (call) => {
      if (call === 4) for (let job = 0; job < 130; job++) account.add({ status: 'SUCCEEDED' })
    })
    mirror.start()
    await clock.advance(SECOND)
    expect(mirror.status().complete).toBe(true)
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })

  it('ends although the upstream always gives the same page', async () => {
    const { account, clock } = await startTestMirror({ jobs: 100 })
    const page = account.jobs()
    const shown = { page_no: 1, page_size: 100, total: 5000, jobs: page, request_id: null, unreadable: 0 }
    const store = createMemoryStore()
    const keeper = createKeeper({ source: 'default', store, clock })
    let calls = 0
    const result = await sweep({
      readPage: async () => {
        calls++
        return { page: shown, order: keeper.nextOrder() }
      },
      keeper,
      account: createAccountCheck(),
      onProgress: () => {},
      isWorthRetrying: () => true,
      mayRetry: () => true,
      usualMissing: null,
    })
    expect(result).toEqual({ outcome: 'whole', missing: 4900 })
    expect(calls).toBeLessThan(20)
    // It was whole all the same, and a restart has to know it.
    expect(await store.loadState('default')).toEqual({ lastSweepAt: clock.now(), missedOnce: [] })
  })
})

describe('jobs that are gone', () => {
  const sweeping = { jobs: 250, sweepSeconds: 60 }

  it('are deleted after two whole sweeps without them, and come back', async () => {
    const { account, mirror, clock, store } = await startTestMirror(sweeping)
    mirror.start()
    await clock.advance(10 * SECOND)
    const [, , gone] = account.jobs()
    const job_id = gone?.job_id ?? ''
    account.remove(job_id)
    await clock.advance(MINUTE)
    expect(mirror.snapshot().byId.get(job_id)?.deletedAt).toBe(null)
    await clock.advance(MINUTE)
    expect(mirror.snapshot().byId.get(job_id)?.deletedAt).toBeGreaterThan(0)
    expect(mirror.status().jobs).toBe(249)
    const stored = (await store.load('default')).find(({ job }) => job.job_id === job_id)
    expect(stored?.deletedAt).toBe(mirror.snapshot().byId.get(job_id)?.deletedAt)
    account.add({ ...gone, job_id })
    await clock.advance(MINUTE)
    expect(mirror.snapshot().byId.get(job_id)?.deletedAt).toBe(null)
  })

  it('are not deleted when they were missed only now and then', async () => {
    const { account, mirror, clock } = await startTestMirror(sweeping)
    mirror.start()
    await clock.advance(10 * SECOND)
    const [gone] = account.jobs()
    const job_id = gone?.job_id ?? ''
    for (let round = 0; round < 3; round++) {
      account.remove(job_id)
      await clock.advance(MINUTE)
      account.add({ ...gone, job_id })
      await clock.advance(MINUTE)
      expect(mirror.snapshot().byId.get(job_id)?.deletedAt).toBe(null)
    }
  })

  it('are none when DashScope says once that there are no jobs', async () => {
    const { account, mirror, clock } = await startTestMirror(sweeping)
    mirror.start()
    await clock.advance(30 * SECOND)
    account.fault({ kind: 'total-zero' })
    await clock.advance(MINUTE)
    account.fault(null)
    await clock.advance(3 * MINUTE)
    expect(mirror.status()).toMatchObject({ jobs: 250, complete: true })
  })

  it.each([
    { kind: 'wrong-types', form: 'items-not-objects' } as const,
    { kind: 'wrong-types', form: 'jobs-not-a-list' } as const,
    { kind: 'status', status: 500 } as const,
  ])('are none while a page cannot be read: $kind $form', async (fault) => {
    const { account, mirror, clock } = await startTestMirror(sweeping)
    mirror.start()
    await clock.advance(30 * SECOND)
    account.fault({ ...fault, when: (call) => call.query.page_no === '2' })
    await clock.advance(20 * MINUTE)
    expect(mirror.status()).toMatchObject({ jobs: 250, complete: true })
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })
})

describe('a page that always fails', () => {
  it('hides none behind it, and is read once it can be', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 700 })
    account.fault({ kind: 'html', when: (call) => call.query.page_no === '3' })
    mirror.start()
    await clock.advance(10 * MINUTE)
    expect(mirror.status()).toMatchObject({ complete: false, jobs: 600 })
    account.fault(null)
    await clock.advance(5 * MINUTE)
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 700, stale: false })
  })
})

describe("another account's key", () => {
  it('keeps what was there, says so, and goes on when it is the same account again', async () => {
    const store = createMemoryStore()
    const first = await startTestMirror({ jobs: 250, store })
    first.mirror.start()
    await first.clock.advance(10 * SECOND)
    await first.mirror.stop()

    const other = await startTestMirror({ jobs: 320, seed: 7, store, sweepSeconds: 60 })
    other.mirror.start()
    await other.clock.advance(5 * MINUTE)
    expect(toLiveIds(other.mirror)).toEqual(toAccountIds(first.account))
    expect(other.mirror.status()).toMatchObject({ stale: true, error: { code: 'AccountChanged' }, jobs: 250 })
    expect((await store.load('default')).length).toBe(250)
    await other.mirror.stop()

    const again = await startTestMirror({ jobs: 250, store })
    again.mirror.start()
    await again.clock.advance(10 * SECOND)
    expect(again.mirror.status()).toMatchObject({ stale: false, error: null, jobs: 250 })
  })
})
