import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMemoryStore } from '../store/memory-store'
import { openStore } from '../store/open-store'
import type { JobStore } from '../store/store'
import {
  addTestMirror,
  advanceUntil,
  startTestMirror,
  startTestWorld,
  toAccountIds,
  toLiveIds,
} from './test-mirror'
import { createTestStore } from './test-store'

const SECOND = 1_000
const MINUTE = 60_000
const log = { info() {}, warn() {}, error() {} }

/** Opens one and the same database file, as often as wanted. */
function toOpener(): () => Promise<JobStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-mirror-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return () => openStore(`file:${join(folder, 'board.db')}`, { log })
}

/** Real time for what takes real time, such as a database. */
const waitUntil = (isSo: () => boolean) => expect.poll(isSo, { timeout: 20_000, interval: 5 }).toBe(true)

describe('a restart', () => {
  it('shows all that was stored although DashScope is down, and says since when and why', async () => {
    const open = toOpener()
    const world = await startTestWorld({ jobs: 1_200 })
    const before = await open()
    const first = addTestMirror(world, { store: before })
    first.mirror.start()
    await advanceUntil(world.clock, 50, 400, () => first.mirror.status().complete)
    const { synced_at, lastSweepAt } = first.mirror.status()
    await first.mirror.stop()
    await before.close()

    await world.clock.advance(10 * MINUTE)
    world.account.fault({ kind: 'status', status: 503, code: 'ModelUnavailable' })
    world.account.resetCalls()
    const after = await open()
    onTestFinished(() => after.close())
    const { mirror } = addTestMirror(world, { store: after })
    mirror.start()
    expect(mirror.ready().ready).toBe(false)
    await waitUntil(() => mirror.ready().ready)
    expect(toLiveIds(mirror)).toEqual(toAccountIds(world.account))
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 1_200, synced_at, problem: null })
    expect(Math.abs((mirror.status().lastSweepAt ?? 0) - (lastSweepAt ?? 0))).toBeLessThan(SECOND)
    await advanceUntil(world.clock, 10, 400, () => mirror.status().error !== null)
    expect(mirror.status()).toMatchObject({ stale: true, error: { code: 'ModelUnavailable' }, jobs: 1_200 })
    world.account.fault(null)
    await advanceUntil(world.clock, SECOND, 120, () => !mirror.status().stale)
    expect(mirror.status().synced_at).toBeGreaterThan(synced_at ?? 0)
  })

  it('reads the newest page at once, and the whole account only when that is due', async () => {
    const store = createMemoryStore()
    const world = await startTestWorld({ jobs: 450 })
    const first = addTestMirror(world, { store })
    first.mirror.start()
    await world.clock.advance(10 * SECOND)
    await first.mirror.stop()
    await world.clock.advance(10 * MINUTE)
    world.account.resetCalls()
    const { mirror } = addTestMirror(world, { store })
    mirror.start()
    await world.clock.advance(10 * SECOND)
    const toPages = () => world.account.calls.flatMap((call) => call.query.page_no ?? [])
    expect(toPages()).toEqual(['1'])
    await world.clock.advance(18 * MINUTE)
    expect(toPages()).toEqual(['1', '1', '1', '1'])
    await world.clock.advance(3 * MINUTE)
    expect(toPages()).toEqual(expect.arrayContaining(['2', '3', '4', '5']))
  })

  it('goes on with a first sweep that was cut off, and shows what it had read', async () => {
    const store = createMemoryStore()
    const world = await startTestWorld({ jobs: 900 })
    const first = addTestMirror(world, { store, rps: 2 })
    first.mirror.start()
    await world.clock.advance(2 * SECOND)
    await first.mirror.stop()
    const shown = toLiveIds(first.mirror)
    expect(shown.length).toBeGreaterThan(100)
    const { mirror } = addTestMirror(world, { store, rps: 2 })
    mirror.start()
    await world.clock.advance(10)
    expect(mirror.status().complete).toBe(false)
    expect(toLiveIds(mirror)).toEqual(expect.arrayContaining(shown))
    await world.clock.advance(20 * SECOND)
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 900 })
  })

  it('does not forget that a sweep missed a job', async () => {
    const store = createMemoryStore()
    const world = await startTestWorld({ jobs: 250 })
    const options = { store, sweepSeconds: 60 }
    const first = addTestMirror(world, options)
    first.mirror.start()
    await world.clock.advance(10 * SECOND)
    const job_id = world.account.jobs()[2]?.job_id ?? ''
    world.account.remove(job_id)
    await world.clock.advance(MINUTE)
    await first.mirror.stop()
    expect(first.mirror.snapshot().byId.get(job_id)?.deletedAt).toBe(null)
    const second = addTestMirror(world, options)
    second.mirror.start()
    await world.clock.advance(10 * SECOND)
    expect(second.mirror.snapshot().byId.get(job_id)?.deletedAt).toBe(null)
    await world.clock.advance(MINUTE)
    expect(second.mirror.snapshot().byId.get(job_id)?.deletedAt).toBeGreaterThan(0)
    await second.mirror.stop()
    const third = addTestMirror(world, options)
    third.mirror.start()
    await world.clock.advance(10)
    expect(third.mirror.snapshot().byId.get(job_id)?.deletedAt).toBeGreaterThan(0)
    expect(third.mirror.status().jobs).toBe(249)
  })

  it('waits for a store that cannot be read yet, and does not begin as if it were empty', async () => {
    const inner = createMemoryStore()
    const first = await startTestMirror({ jobs: 250, store: inner })
    first.mirror.start()
    await first.clock.advance(10 * SECOND)
    await first.mirror.stop()
    first.account.resetCalls()
    const store = createTestStore(inner)
    store.fail('the database is gone')
    const { mirror } = addTestMirror(first, { store })
    mirror.start()
    const lost = expect(mirror.findJob('ft-1')).rejects.toMatchObject({ code: 'Timeout' })
    await first.clock.advance(MINUTE)
    await lost
    expect(mirror.ready()).toEqual({
      ready: false,
      reason: 'The store cannot be read: the database is gone',
    })
    expect(first.account.countCalls()).toBe(0)
    store.fail(null)
    await first.clock.advance(11 * SECOND)
    expect(mirror.status()).toMatchObject({ complete: true, jobs: 250 })
  })
})

const JOBS = process.env.SOAK ? 100_000 : 12_000
/**
 * Of computing, against writing and reading the same jobs as JSON once in the same run: neither another machine nor other
 * processes on it change that much.
 */
const MOST_TIMES = 5

it(`shows ${JOBS} stored jobs, and lets everybody else have turns meanwhile`, async () => {
  const open = toOpener()
  const store = await open()
  onTestFinished(() => store.close())
  const world = await startTestWorld({ jobs: JOBS })
  const jobs = world.account.jobs()
  for (let at = 0; at < jobs.length; at += 5_000)
    await store.saveJobs('default', jobs.slice(at, at + 5_000), world.clock.now())
  await store.saveState('default', { lastSweepAt: world.clock.now(), missedOnce: [] })
  world.account.fault({ kind: 'reset' })
  const { mirror } = addTestMirror(world, { store })
  const beforeText = process.cpuUsage()
  for (const job of jobs) JSON.parse(JSON.stringify(job))
  const textMs = toComputedMs(process.cpuUsage(beforeText))
  const turns = watchTurns()
  const before = process.cpuUsage()
  mirror.start()
  await waitUntil(() => mirror.ready().ready)
  const ms = toComputedMs(process.cpuUsage(before))
  // The first index is still being made, in pieces, too.
  await mirror.searchable()
  const longTurnMs = turns.stop()
  if (process.env.SOAK) console.log({ ms, textMs, longTurnMs })
  expect(mirror.status()).toMatchObject({ complete: true, jobs: JOBS })
  expect(ms / textMs).toBeLessThan(MOST_TIMES)
  expect(longTurnMs).toBeLessThan(50)
})

/** Measures what turns of the event loop compute, but for one in ten: it may hold a collection of garbage, or code that is compiled. */
function watchTurns(): { stop(): number } {
  const turns: number[] = []
  let last = process.cpuUsage()
  const look = () => {
    turns.push(toComputedMs(process.cpuUsage(last)))
    last = process.cpuUsage()
    timer = setImmediate(look)
  }
  let timer = setImmediate(look)
  return {
    stop() {
      clearImmediate(timer)
      return turns.sort((a, b) => a - b)[Math.floor(turns.length * 0.9)] ?? 0
    },
  }
}

function toComputedMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000
}
