import { expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store'
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
