import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store'
import { StoreError } from '../store/store-error'
import { createTestFiles } from '../store/test-files'
import { toJobs } from '../store/test-jobs'
import { createKeeper } from './keeper'
import { createTestClock } from './test-clock'

it('takes no answer to a question that left before this process led', async () => {
  const store = createMemoryStore()
  const keeper = createKeeper({ source: 'default', store, clock: createTestClock() })
  const before = { jobs: [{ job_id: 'a', status: 'RUNNING' }], order: keeper.nextOrder() }
  keeper.lead()
  await expect(keeper.add(before, true)).rejects.toMatchObject({ code: 'StoreNotLeader' })
  expect(await keeper.offer(before, true)).toBe(false)
  await expect(keeper.settle(before.order)).rejects.toMatchObject({ code: 'StoreNotLeader' })
  expect(await store.load('default')).toEqual([])
  expect(keeper.size()).toBe(0)
  await keeper.add({ jobs: [{ job_id: 'a', status: 'SUCCEEDED' }], order: keeper.nextOrder() }, true)
  expect(keeper.get('a')?.status).toBe('SUCCEEDED')
  expect(keeper.trouble()).toBe(null)
})

it('goes on without a job that the store will never take, shows it, and says so', async () => {
  const memory = createMemoryStore()
  const saveJobs: typeof memory.saveJobs = async (source, jobs, at) => {
    if (jobs.some(({ job_id }) => job_id === 'odd')) throw new StoreError('StoreRefused', 'too odd')
    await memory.saveJobs(source, jobs, at)
  }
  const store = { ...memory, saveJobs }
  const keeper = createKeeper({ source: 'default', store, clock: createTestClock() })
  const jobs = ['a', 'odd', 'b'].map((job_id) => ({ job_id }))
  await keeper.add({ jobs, order: keeper.nextOrder() }, true)
  expect((await store.load('default')).map(({ job }) => job.job_id)).toEqual(['a', 'b'])
  expect(keeper.size()).toBe(3)
  expect(keeper.trouble()).toContain('odd cannot be stored')
})

it('saves all that memory holds when a file is damaged while it is open', async () => {
  const files = await createTestFiles()
  const path = files.newPath()
  const store = await files.open(path)
  const keeper = createKeeper({ source: 'default', store, clock: createTestClock() })
  const jobs = toJobs(6_000)
  const order = keeper.nextOrder()
  await keeper.add({ jobs, order }, true)
  await keeper.settle(keeper.nextOrder())
  await keeper.add({ jobs: jobs.slice(10), order: keeper.nextOrder() }, true)
  await keeper.settle(order + 2)
  for (const end of ['', '-wal']) {
    const bytes = readFileSync(path + end)
    const handle = openSync(path + end, 'r+')
    for (let at = 3 * 4_096; at < bytes.length; at += 4_096)
      writeSync(handle, Buffer.alloc(4_000, 0xa5), 0, 4_000, at)
    closeSync(handle)
  }
  await keeper.add({ jobs: [...jobs.slice(10), { job_id: 'new' }], order: keeper.nextOrder() }, true)
  expect(store.problem()?.code).toBe('StoreCorrupt')
  const kept = await store.load('default')
  expect(kept).toHaveLength(6_001)
  expect(kept.filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(10)
  expect(await store.loadState('default')).toMatchObject({ missedOnce: [] })
  await store.close()
  files.remove()
})
