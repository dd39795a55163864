import { describe, expect, it } from 'vitest'
import type { SampleAccountOptions } from '@/lib/sample-account/sample-account'
import { addTestMirror, startTestWorld, toAccountIds, toLiveIds } from './test-mirror'
import { createSharedStore, createTestStore } from './test-store'

const SECOND = 1_000
const MINUTE = 60_000

/** Mirrors on one store, started one after the other; the first one leads. */
async function startReplicas(
  count: number,
  options: SampleAccountOptions & { rps?: number; sweepSeconds?: number } = {},
) {
  const world = await startTestWorld(options)
  const database = createSharedStore(world.clock)
  const add = () => {
    const store = createTestStore(database)
    return { ...addTestMirror(world, { ...options, store }), store }
  }
  const replicas = Array.from({ length: count }, add)
  for (const { mirror } of replicas) {
    mirror.start()
    await world.clock.advance(10)
  }
  const [first, second, third] = replicas
  if (!first || !second) throw new Error('two at least')
  return { ...world, database, replicas, first, second, third: third ?? second, add }
}

describe('several mirrors on one store', () => {
  it('call like one, and all show the whole account', async () => {
    const alone = await startReplicas(2, { jobs: 950, rps: 10 })
    await alone.second.mirror.stop()
    const many = await startReplicas(3, { jobs: 950, rps: 10 })
    for (const { account, clock, replicas } of [alone, many]) {
      for (let second = 0; second < 300; second += 10) {
        for (const { mirror } of replicas) mirror.look()
        await clock.advance(10 * SECOND)
      }
      expect(account.countCalls()).toBeGreaterThan(25)
    }
    expect(many.account.countCalls()).toBeLessThanOrEqual(1.1 * alone.account.countCalls())
    for (const { mirror } of many.replicas) {
      expect(mirror.status()).toMatchObject({ complete: true, stale: false, error: null, jobs: 950 })
      expect(toLiveIds(mirror)).toEqual(toAccountIds(many.account))
    }
    const [one, ...others] = many.replicas.map(({ mirror }) => mirror.status())
    for (const other of others) expect(other).toEqual(one)
  })

  it('show a change, a deletion and trouble within 2 s of the leader', async () => {
    const { account, clock, first, second } = await startReplicas(2, { jobs: 150, sweepSeconds: 60 })
    await clock.advance(20 * SECOND)
    const follow = () => clock.advance(2 * SECOND)
    const added = account.add({ status: 'RUNNING' })
    await first.mirror.refresh()
    await follow()
    expect(second.mirror.snapshot().byId.get(added.job_id)?.status).toBe('RUNNING')
    expect(second.mirror.status().synced_at).toBe(first.mirror.status().synced_at)
    account.remove(added.job_id)
    await clock.advance(2 * MINUTE + 10 * SECOND)
    expect(first.mirror.snapshot().byId.get(added.job_id)?.deletedAt).toBeGreaterThan(0)
    expect(second.mirror.snapshot().byId.get(added.job_id)?.deletedAt).toBeGreaterThan(0)
    account.fault({ kind: 'status', status: 500, code: 'InternalError', request_id: 'r-1' })
    await first.mirror.refresh()
    await follow()
    expect(second.mirror.status()).toMatchObject({
      stale: true,
      error: { code: 'InternalError', request_id: 'r-1' },
    })
    account.fault(null)
    second.mirror.look()
    await clock.advance(20 * SECOND)
    expect(second.mirror.status()).toMatchObject({ stale: false, error: null })
    await clock.advance(10 * MINUTE)
    expect(second.mirror.status()).toMatchObject({ stale: false, error: null })
  })

  it('keep the newest jobs fresh for whoever looks at any of them', async () => {
    const { account, clock, second } = await startReplicas(2, { jobs: 50 })
    await clock.advance(10 * MINUTE)
    account.resetCalls()
    for (let step = 0; step < 6; step++) {
      second.mirror.look()
      await clock.advance(10 * SECOND)
    }
    const pages = account.calls.filter((call) => call.path === '/fine-tunes').length
    expect(pages).toBeGreaterThanOrEqual(4)
    expect(pages).toBeLessThanOrEqual(5)
  })

  it('refresh on demand at most once in 5 s, all together, and show what came', async () => {
    const { account, clock, replicas, second } = await startReplicas(3, { jobs: 50 })
    await clock.advance(20 * SECOND)
    account.resetCalls()
    const added = account.add({ status: 'SUCCEEDED' })
    const asked = Promise.all(replicas.flatMap(({ mirror }) => [mirror.refresh(), mirror.refresh()]))
    await clock.advance(100)
    await asked
    for (const { mirror } of replicas) expect(mirror.snapshot().byId.has(added.job_id)).toBe(true)
    await clock.advance(2 * SECOND)
    await second.mirror.refresh()
    expect(account.calls.filter((call) => call.path === '/fine-tunes')).toHaveLength(1)
  })

  it('have a fifth of the rate for the questions of all followers', async () => {
    const { account, clock, second, third } = await startReplicas(3, { jobs: 50, rps: 5 })
    await clock.advance(20 * SECOND)
    account.resetCalls()
    const asked = Array.from({ length: 12 }, (_, number) =>
      [second, third].map(({ mirror }) =>
        mirror.ask(`logs ${number}`, (client, signal) =>
          client.getLogs(account.jobs()[number]?.job_id ?? '', { offset: 0, line: 1 }, signal),
        ),
      ),
    )
    const settled = Promise.allSettled(asked.flat())
    await clock.advance(6 * SECOND)
    const calls = account.calls.filter((call) => call.path.endsWith('/logs')).length
    expect(calls).toBeGreaterThanOrEqual(4)
    expect(calls).toBeLessThanOrEqual(7)
    await clock.advance(20 * SECOND)
    const failed = (await settled).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(failed.length).toBeGreaterThan(0)
    for (const reason of failed) expect(reason).toMatchObject({ code: 'Throttling' })
  })

  it('all pause when DashScope asks one of them to', async () => {
    const { account, clock, first, second } = await startReplicas(2, { jobs: 50 })
    await clock.advance(20 * SECOND)
    account.fault({ kind: 'status', status: 429, retryAfter: 120 })
    const lost = expect(second.mirror.findJob('ft-1')).rejects.toMatchObject({ httpStatus: 429 })
    await clock.advance(2 * SECOND)
    await lost
    expect(first.mirror.status().pausedUntil).toBeGreaterThan(clock.now() + 100 * SECOND)
    account.fault(null)
    account.resetCalls()
    first.mirror.look()
    await clock.advance(100 * SECOND)
    await expect(first.mirror.findJob('ft-2')).rejects.toMatchObject({ httpStatus: 429 })
    expect(account.countCalls()).toBe(0)
    await clock.advance(60 * SECOND)
    expect(account.countCalls()).toBeGreaterThan(0)
  })
})

describe('the next leader', () => {
  it('takes over within 20 s of a process that is gone, and knows what was missed once', async () => {
    const options = { jobs: 150, sweepSeconds: 60 }
    const { account, clock, first, second, third } = await startReplicas(3, options)
    await clock.advance(10 * SECOND)
    const job_id = account.jobs()[1]?.job_id ?? ''
    account.remove(job_id)
    await clock.advance(MINUTE)
    first.freeze()
    account.resetCalls()
    await clock.advance(20 * SECOND)
    expect(account.countCalls()).toBeGreaterThan(0)
    await clock.advance(2 * MINUTE)
    for (const { mirror } of [second, third]) {
      expect(mirror.snapshot().byId.get(job_id)?.deletedAt).toBeGreaterThan(0)
      expect(mirror.status()).toMatchObject({ stale: false, complete: true, jobs: 149 })
    }
  })

  it('takes over at once of one that stops in peace', async () => {
    const { account, clock, first } = await startReplicas(2, { jobs: 50 })
    await clock.advance(10 * SECOND)
    await first.mirror.stop()
    account.resetCalls()
    await clock.advance(5 * SECOND)
    expect(account.countCalls()).toBeGreaterThan(0)
  })

  it.each([
    ['with a page on its way', 100],
    ['between two pages', 0],
  ])(
    'has nothing overwritten by one that slept %s, and that neither calls nor writes any more',
    async (_, latencyMs) => {
      const { account, clock, first, second } = await startReplicas(2, { jobs: 950, rps: 5 })
      account.latency(latencyMs)
      await clock.advance(SECOND)
      const thaw = first.freeze()
      await clock.advance(10)
      account.latency(0)
      await clock.advance(60 * SECOND)
      expect(second.mirror.status().complete).toBe(true)
      const [newest] = account.jobs()
      account.update(newest?.job_id ?? '', { status: 'CANCELED', job_name: 'later' })
      await second.mirror.refresh()
      const calls = account.countCalls()
      thaw()
      await clock.advance(100)
      expect(account.countCalls()).toBe(calls)
      await clock.advance(3 * SECOND)
      for (const { mirror } of [first, second]) {
        expect(mirror.snapshot().byId.get(newest?.job_id ?? '')?.job_name).toBe('later')
        expect(mirror.status()).toMatchObject({ complete: true, stale: false, jobs: 950 })
      }
    },
  )

  it('calls like one leader although leaders die again and again', async () => {
    const alone = await startReplicas(2, { jobs: 350, rps: 10 })
    const many = await startReplicas(3, { jobs: 350, rps: 10 })
    const rounds = process.env.SOAK ? 20 : 3
    for (let round = 0; round < rounds; round++) {
      const frozen = many.replicas[round % 3]
      const thaw = frozen?.freeze()
      for (const world of [alone, many])
        for (let second = 0; second < 180; second += 10) {
          for (const replica of world.replicas) if (replica !== frozen) replica.mirror.look()
          await world.clock.advance(10 * SECOND)
          if (world === many && second === 30) thaw?.()
        }
    }
    expect(many.account.countCalls()).toBeLessThanOrEqual(1.1 * alone.account.countCalls())
    for (const { mirror } of many.replicas)
      expect(mirror.status()).toMatchObject({ complete: true, stale: false, jobs: 350 })
  })
})

describe('a database that is gone', () => {
  it('leaves all replicas with what they have; nobody calls without it; they are back within 30 s', async () => {
    const { account, clock, replicas } = await startReplicas(3, { jobs: 150 })
    await clock.advance(20 * SECOND)
    for (const { store } of replicas) store.fail('the database is gone')
    await clock.advance(15 * SECOND)
    account.resetCalls()
    const added = account.add({ status: 'SUCCEEDED' })
    for (let minute = 0; minute < 5; minute++) {
      for (const { mirror } of replicas) mirror.look()
      await clock.advance(MINUTE)
    }
    expect(account.countCalls()).toBe(0)
    for (const { mirror } of replicas) {
      expect(mirror.status()).toMatchObject({ complete: true, stale: true, jobs: 150 })
      expect(mirror.ready().ready).toBe(true)
    }
    for (const { store } of replicas) store.fail(null)
    for (const { mirror } of replicas) mirror.look()
    await clock.advance(30 * SECOND)
    for (const { mirror } of replicas) {
      expect(mirror.status()).toMatchObject({ stale: false, problem: null, jobs: 151 })
      expect(mirror.snapshot().byId.has(added.job_id)).toBe(true)
    }
  })

  it('for one replica only: another one takes over, and this one follows when it is back', async () => {
    const { account, clock, first, second } = await startReplicas(2, { jobs: 150 })
    await clock.advance(20 * SECOND)
    first.store.fail('unreachable from here')
    await clock.advance(25 * SECOND)
    const added = account.add({ status: 'SUCCEEDED' })
    await second.mirror.refresh()
    expect(second.mirror.snapshot().byId.has(added.job_id)).toBe(true)
    expect(first.mirror.snapshot().byId.has(added.job_id)).toBe(false)
    first.store.fail(null)
    await clock.advance(5 * SECOND)
    expect(first.mirror.snapshot().byId.has(added.job_id)).toBe(true)
    expect(first.mirror.status()).toMatchObject({ stale: false, problem: null })
  })
})
