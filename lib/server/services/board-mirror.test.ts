import { expect, it, onTestFinished } from 'vitest'
import { toJobRef } from '@/lib/jobs/job-ref'
import { defaultJobsQuery } from '@/lib/jobs/query'
import { selectJobs } from '@/lib/jobs/select'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { createPublisher } from '../mirror/publisher'
import { addTestMirror, startTestWorld, type TestWorld } from '../mirror/test-mirror'
import { createMemoryStore } from '../store/memory-store'
import type { JobStore } from '../store/store'
import { createTestFiles } from '../store/test-files'
import { createBoardMirror } from './board-mirror'
import { toMirrorState } from './mirror-state'

const KEYS = { beijing: 'sk-of-beijing-0123456789', intl: 'sk-of-intl-9876543210abc' }

/** Two accounts with one job id in common. */
async function startWorlds() {
  const world = await startTestWorld({ jobs: 30, key: KEYS.beijing, clock: () => Date.parse('2026-01-15') })
  const { account: beijing, clock, flying } = world
  const intl = await startSampleAccount({
    jobs: 250,
    seed: 2,
    key: KEYS.intl,
    clock: () => Date.parse('2026-01-15'),
  })
  onTestFinished(intl.stop)
  beijing.add({ job_id: 'ft-twin', job_name: 'from Beijing' })
  intl.add({ job_id: 'ft-twin', job_name: 'from abroad' })
  return { beijing: world, intl: { account: intl, clock, flying } }
}

/** A board over both, started; of one that stops its store stays. */
async function startBoard({ beijing, intl }: { beijing: TestWorld; intl: TestWorld }, store: JobStore) {
  const { clock } = beijing
  const publisher = createPublisher(clock)
  const parts = { store, publisher, refreshSeconds: 15 }
  const mirrors = [
    { name: 'beijing', mirror: addTestMirror(beijing, { ...parts, source: 'beijing' }).mirror },
    { name: 'intl', mirror: addTestMirror(intl, { ...parts, source: 'intl' }).mirror },
  ]
  const board = createBoardMirror(mirrors, publisher)
  const show = publisher.hold()
  await Promise.all(mirrors.map(({ mirror }) => mirror.start()))
  await show()
  return { board, stop: () => Promise.all(mirrors.map(({ mirror }) => mirror.stop())) }
}

async function start(store: JobStore = createMemoryStore()) {
  const worlds = await startWorlds()
  const started = await startBoard(worlds, store)
  await worlds.beijing.clock.advance(60_000)
  return {
    ...started,
    store,
    worlds,
    beijing: worlds.beijing.account,
    intl: worlds.intl.account,
    clock: worlds.beijing.clock,
  }
}

const count = (board: Awaited<ReturnType<typeof start>>['board'], source: string[]) =>
  selectJobs(board.snapshot(), { ...defaultJobsQuery(10), source }, 0)

it('shows the jobs of all accounts, each of its own', async () => {
  const { board, beijing, intl } = await start()
  const all = beijing.jobs().length + intl.jobs().length
  expect(board.snapshot().jobs).toHaveLength(all)
  expect(board.snapshot().byId.size).toBe(all)
  expect(count(board, []).facets.source).toEqual([
    { value: 'intl', count: intl.jobs().length },
    { value: 'beijing', count: beijing.jobs().length },
  ])
  expect(count(board, ['beijing']).total).toBe(beijing.jobs().length)
  expect(board.status()).toMatchObject({ complete: true, stale: false, jobs: all })
  expect(board.status(['nowhere'])).toEqual(board.status())
  expect(board.status(['intl'])).toMatchObject({ jobs: intl.jobs().length, sources: [{ name: 'intl' }] })
})

it('is there again after a restart, with its sources, before anybody is asked', async () => {
  const files = await createTestFiles()
  onTestFinished(() => files.remove())
  const { stop, store, worlds, beijing, intl } = await start(await files.open(files.newPath()))
  onTestFinished(store.close)
  const all = beijing.jobs().length + intl.jobs().length
  await stop()
  for (const account of [beijing, intl]) account.fault({ kind: 'reset' })
  const { board } = await startBoard(worlds, store)
  expect(count(board, [])).toMatchObject({
    total: all,
    facets: { source: [{ value: 'intl' }, { value: 'beijing' }] },
  })
  expect(
    board
      .snapshot()
      .jobs.filter(({ job_id }) => job_id === 'ft-twin')
      .map(toJobRef),
  ).toEqual(['beijing:ft-twin', 'intl:ft-twin'])
})

it('ages no account for another that fails, and keeps the jobs of both', async () => {
  const { board, beijing, intl, clock } = await start()
  intl.fault({ kind: 'status', status: 500, code: 'InternalError', message: 'broken' })
  board.look()
  await clock.advance(20_000)
  const fresh = beijing.add({ job_name: 'news' }).job_id
  board.look()
  await clock.advance(60_000)
  const store = createMemoryStore()
  expect(toMirrorState({ mirror: board, store }, ['beijing'])).toMatchObject({ stale: false })
  expect(toMirrorState({ mirror: board, store }, ['intl'])).toMatchObject({ stale: true })
  const state = toMirrorState({ mirror: board, store })
  expect(state).toMatchObject({ stale: true, error: { code: 'InternalError' } })
  expect(state.sources).toMatchObject([
    { name: 'beijing', stale: false },
    { name: 'intl', stale: true, error: { code: 'InternalError' } },
  ])
  expect(state.sources?.[0]).not.toHaveProperty('error')
  expect(board.snapshot().byId.has(`beijing:${fresh}`)).toBe(true)
  expect(count(board, ['intl']).total).toBe(intl.jobs().length)
  expect(board.ready()).toEqual({ ready: true, reason: null })
})

it('finds a job by source and id, or by an id that one account has', async () => {
  const { board, beijing, intl, clock } = await start()
  const only = intl.jobs().find(({ job_id }) => job_id !== 'ft-twin')?.job_id ?? ''
  for (const account of [beijing, intl]) account.resetCalls()
  expect(await board.findJob('intl:ft-twin')).toMatchObject({
    source: 'intl',
    job_id: 'ft-twin',
    job_name: 'from abroad',
  })
  expect(await board.findJob(only)).toMatchObject({ source: 'intl', job_id: only })
  await expect(board.findJob('ft-twin')).rejects.toMatchObject({ status: 409, code: 'AmbiguousJobId' })
  // What mirrors hold costs no call.
  expect(beijing.countCalls() + intl.countCalls()).toBe(0)

  const find = async (ref: string) => {
    const found = Promise.allSettled([board.findJob(ref)])
    await clock.advance(2_000)
    return (await found)[0]
  }
  const late = beijing.add({ create_time: '2020-01-01 00:00:00' }).job_id
  expect(await find(late)).toMatchObject({ value: { source: 'beijing', job_id: late } })
  expect(await find('ft-nowhere')).toMatchObject({ value: null })
  intl.fault({ kind: 'status', status: 500 })
  // One that cannot be asked might have it.
  expect(await find('ft-nowhere-2')).toMatchObject({ reason: { name: 'UpstreamError' } })
  expect(await find('beijing:ft-nowhere-3')).toMatchObject({ value: null })
})

it('is ready once one account can be shown, and else says of each why not', async () => {
  const worlds = await startWorlds()
  for (const { account } of Object.values(worlds))
    account.fault({ kind: 'status', status: 500, code: 'InternalError' })
  const { board } = await startBoard(worlds, createMemoryStore())
  await worlds.beijing.clock.advance(1_000)
  expect(board.ready()).toMatchObject({ ready: false, reason: expect.stringMatching(/beijing: .* intl: /) })
  worlds.intl.account.fault(null)
  await worlds.beijing.clock.advance(60_000)
  expect(board.ready().ready).toBe(true)
})
