import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'
import { createTestStore } from './test-store'

const SECOND = 1_000
const MINUTE = 60_000

describe('a store that fails', () => {
  it('leaves all as it was, with the reason; nothing new is shown before it is safe, and nothing is lost', async () => {
    const store = createTestStore()
    const { account, mirror, clock } = await startTestMirror({ jobs: 250, store })
    mirror.start()
    await clock.advance(10 * SECOND)
    const before = mirror.snapshot()
    store.fail('no space left on the disk')
    const added = account.add({ status: 'SUCCEEDED' })
    mirror.look()
    await clock.advance(20 * SECOND)
    expect(mirror.snapshot()).toBe(before)
    expect(mirror.ready().ready).toBe(true)
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 250, problem: 'no space left on the disk' })
    account.resetCalls()
    for (let minute = 0; minute < 10; minute++) {
      mirror.look()
      await clock.advance(MINUTE)
    }
    // What cannot be kept need not be read.
    expect(account.countCalls()).toBe(0)
    expect(mirror.status().stale).toBe(true)
    store.fail(null)
    await clock.advance(11 * SECOND)
    expect(mirror.snapshot().byId.has(added.job_id)).toBe(true)
    expect((await store.load('default')).length).toBe(251)
    await clock.advance(20 * SECOND)
    expect(mirror.status()).toMatchObject({ stale: false, problem: null, jobs: 251 })
  })

  it('in the middle of the first sweep: it goes on where it was', async () => {
    const store = createTestStore()
    const { account, mirror, clock } = await startTestMirror({ jobs: 1_500, store, rps: 5 })
    mirror.start()
    await clock.advance(SECOND)
    store.fail('the database is gone')
    await clock.advance(5 * MINUTE)
    const shown = mirror.status().jobs
    expect(shown).toBeGreaterThan(0)
    expect((await peekIds(store)).length).toBeGreaterThanOrEqual(shown)
    store.fail(null)
    await clock.advance(MINUTE)
    expect(mirror.status()).toMatchObject({ complete: true, problem: null })
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
    expect(account.countCalls('/fine-tunes')).toBeLessThan(1_500 / 100 + 25)
  })

  it('answers a question with what DashScope says, without taking it in', async () => {
    const store = createTestStore()
    const { account, mirror, clock } = await startTestMirror({ jobs: 50, store })
    mirror.start()
    await clock.advance(10 * SECOND)
    store.fail('read-only')
    const added = account.add()
    const found = mirror.findJob(added.job_id)
    await clock.advance(SECOND)
    expect((await found)?.job_id).toBe(added.job_id)
    expect(mirror.snapshot().byId.has(added.job_id)).toBe(false)
    expect(mirror.status().problem).toBe('read-only')
  })

  it('ends with the mirror, although writes wait for it', async () => {
    const store = createTestStore()
    const { mirror, clock } = await startTestMirror({ jobs: 250, store })
    store.fail(null)
    mirror.start()
    await clock.advance(10 * SECOND)
    store.fail('gone')
    await clock.advance(10 * MINUTE)
    await mirror.stop()
  })

  it('from the start on serves from memory, as usual, and says so', async () => {
    const problem = { code: 'StoreFull', message: 'The disk is full.' } as const
    const { account, mirror, clock } = await startTestMirror({ jobs: 250, store: createMemoryStore(problem) })
    mirror.start()
    await clock.advance(10 * SECOND)
    expect(mirror.status()).toMatchObject({ complete: true, stale: false, problem: 'The disk is full.' })
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })
})

/** Ids in a store that fails. */
async function peekIds(store: ReturnType<typeof createTestStore>): Promise<string[]> {
  store.fail(null)
  const jobs = await store.load('default')
  store.fail('the database is gone')
  return jobs.map(({ job }) => job.job_id)
}
