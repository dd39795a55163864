import { expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store'
import type { Clock } from './clock'
import { createLeadership, LEASE_TIMES } from './leadership'

/** Leads on a store that others can be on, in a process whose timers never run: it was stopped. */
async function startSleeper() {
  const time = { steady: 0, wall: 0 }
  const clock: Clock = { now: () => time.wall, steady: () => time.steady, after: () => () => {} }
  const leadership = createLeadership({
    store: { kind: 'postgres', leases: createMemoryStore().leases },
    source: 'default',
    owner: 'me',
    clock,
    log: { info() {}, warn() {} },
    times: LEASE_TIMES,
    onLead: async () => {},
    onLose: async () => {},
    onFollow() {},
  })
  await leadership.start()
  expect(leadership.epoch()).toBe(1)
  return { leadership, time }
}

it.each([
  ['by the clock that nobody sets', 'steady'],
  ['by the other one, which goes on while the machine sleeps', 'wall'],
] as const)('holds no lease that has run out %s, before any timer says so', async (_, which) => {
  const { leadership, time } = await startSleeper()
  time[which] = LEASE_TIMES.ttlMs - 1
  expect(leadership.epoch()).toBe(1)
  time[which] = LEASE_TIMES.ttlMs
  expect(leadership.epoch()).toBe(null)
})

it('holds none once it stops', async () => {
  const { leadership } = await startSleeper()
  const stopped = leadership.stop()
  expect(leadership.epoch()).toBe(null)
  await stopped
})
