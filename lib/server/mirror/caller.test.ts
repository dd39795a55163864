import { describe, expect, it } from 'vitest'
import { createSampleCaller } from './test-caller'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'

const SECOND = 1_000
const MINUTE = 60_000

describe('the pause after a failure', () => {
  it.each([
    [0, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
    [1, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]],
  ])('is half of what it can be at least, and a minute at most (%i)', async (random, pauses) => {
    const { caller, clock, fail } = createSampleCaller({ random: () => random })
    for (const pause of pauses) {
      await fail({ httpStatus: 500 })
      expect((caller.pausedUntil() ?? 0) - clock.now()).toBe(pause)
      await clock.advance(pause)
    }
  })
})

describe('the breaker', () => {
  it('opens after 5 failures, is tried by one call alone, and closes with an answer', async () => {
    const { caller, clock, fail, answer } = createSampleCaller()
    for (let failure = 1; failure <= 5; failure++) {
      expect(caller.breaker()).toBe('closed')
      await fail({ httpStatus: 500 })
      if (failure < 5) await clock.advance(MINUTE)
    }
    expect(caller.breaker()).toBe('open')
    await expect(answer()).rejects.toMatchObject({ httpStatus: 500 })
    await clock.advance(MINUTE)
    expect(caller.breaker()).toBe('open')
    let states: string[] = []
    await answer(() => {
      states = [...states, caller.breaker()]
    })
    expect(states).toEqual(['trying'])
    expect(caller.breaker()).toBe('closed')
  })

  it.each([
    [401, 'job', 'open', 5 * MINUTE],
    [403, 'account', 'open', 5 * MINUTE],
    [403, 'job', 'closed', SECOND],
  ] as const)('of %i about the %s is %s', async (httpStatus, subject, state, pause) => {
    const { caller, clock, fail } = createSampleCaller()
    await fail({ httpStatus }, subject)
    expect(caller.breaker()).toBe(state)
    expect((caller.pausedUntil() ?? 0) - clock.now()).toBe(pause)
    expect(caller.press()).toBe(state === 'closed')
  })

  it('shows in the status of a mirror', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
    mirror.start()
    await clock.advance(SECOND)
    expect(mirror.status().breaker).toBe('closed')
    account.fault({ kind: 'status', status: 401 })
    await clock.advance(6 * MINUTE)
    expect(mirror.status().breaker).toBe('open')
    account.fault(null)
    await clock.advance(6 * MINUTE)
    expect(mirror.status().breaker).toBe('closed')
  })
})

it('makes no call that waited for its turn until the process may call no more', async () => {
  let may = true
  const { caller, clock, answer } = createSampleCaller({ mayCall: () => may })
  await answer()
  let calls = 0
  const waiting = caller.call('sweep', 'account', async () => calls++)
  may = false
  await Promise.all([expect(waiting).rejects.toMatchObject({ kind: 'aborted' }), clock.advance(SECOND)])
  expect(calls).toBe(0)
  expect(caller.lastError()).toBe(null)
})

it('pauses until a date that DashScope gives', async () => {
  const { account, mirror, clock } = await startTestMirror({ jobs: 30 })
  mirror.start()
  await clock.advance(10 * SECOND)
  // The client reads a date by the clock of the machine, and the pause counts from now.
  const retryAfter = new Date(Date.now() + 100 * SECOND).toUTCString()
  account.fault({ kind: 'status', status: 503, retryAfter })
  await mirror.refresh()
  const pause = (mirror.status().pausedUntil ?? 0) - clock.now()
  expect(pause).toBeGreaterThan(80 * SECOND)
  expect(pause).toBeLessThanOrEqual(100 * SECOND)
})

it.each([0.5, 0.9])('retries at most a fifth of its calls where %d of them fail', async (share) => {
  const { account, mirror, clock, log } = await startTestMirror({ jobs: 700, sweepSeconds: 60 })
  let seed = 1
  account.fault({
    kind: 'status',
    status: 500,
    when: () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647 < share
    },
  })
  mirror.start()
  await clock.advance(10 * MINUTE)
  const calls = log().match(/DashScope (answered|failed)/g)?.length ?? 0
  const retries = log().match(/"attempt":(?!1,)/g)?.length ?? 0
  expect(calls).toBeGreaterThan(10)
  expect(retries).toBeGreaterThan(0)
  expect(retries).toBeLessThanOrEqual(0.2 * calls + 10)
  account.fault(null)
  await clock.advance(10 * MINUTE)
  expect(mirror.status()).toMatchObject({ complete: true, stale: false })
  expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
})
