import { describe, expect, it } from 'vitest'
import type { Fault } from '@/lib/sample-account/fault'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'

const SECOND = 1_000
const MINUTE = 60_000

const FAULTS: [string, Fault, string][] = [
  ...([400, 401, 403, 404, 409, 429, 500, 503] as const).map((status): [string, Fault, string] => [
    `status ${status}`,
    { kind: 'status', status, code: `Code${status}`, request_id: 'r-1' },
    `Code${status}`,
  ]),
  ['a web page', { kind: 'html', status: 200 }, 'BadAnswer'],
  ['a web page of a gateway', { kind: 'html', status: 502 }, 'ServiceUnavailable'],
  ['an empty body', { kind: 'empty' }, 'BadAnswer'],
  ['no JSON', { kind: 'not-json' }, 'BadAnswer'],
  ['no output', { kind: 'wrong-types', form: 'output-null' }, 'BadAnswer'],
  ['no list', { kind: 'wrong-types', form: 'jobs-not-a-list' }, 'BadAnswer'],
  ['no objects', { kind: 'wrong-types', form: 'items-not-objects' }, 'BadAnswer'],
  ['half a body', { kind: 'half-body' }, 'BadAnswer'],
  ['silence', { kind: 'hang-headers' }, 'Timeout'],
  ['silence in the middle', { kind: 'hang-body' }, 'Timeout'],
  ['a reset', { kind: 'reset' }, 'Unreachable'],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'Redirected'],
  ['a gzip bomb', { kind: 'gzip-bomb' }, 'TooLarge'],
  ['64 MB', { kind: 'huge' }, 'TooLarge'],
]

describe('trouble upstream', () => {
  it.each(FAULTS)('%s: the mirror stays as it was, and says why it ages', async (_, fault, code) => {
    const bodyMs = code === 'TooLarge' ? 10_000 : 300
    const { account, mirror, clock } = await startTestMirror({ jobs: 150, bodyMs })
    mirror.start()
    await clock.advance(10 * SECOND)
    const before = mirror.snapshot()
    account.fault(fault)
    await mirror.refresh()
    expect(mirror.status()).toMatchObject({ stale: true, complete: true, jobs: 150, error: { code } })
    if (fault.kind === 'status') expect(mirror.status().error?.request_id).toBe('r-1')
    await clock.advance(MINUTE)
    expect(mirror.snapshot()).toBe(before)
    expect(mirror.ready().ready).toBe(true)
    account.fault(null)
    await clock.advance(10 * MINUTE)
    expect(mirror.status()).toMatchObject({ stale: false, error: null })
    expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
  })

  it('before the first answer: not ready, with the reason; the rest comes by itself later', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 150 })
    account.fault({ kind: 'status', status: 500, code: 'InternalError', message: 'broken' })
    mirror.start()
    await clock.advance(MINUTE)
    expect(mirror.ready()).toEqual({ ready: false, reason: 'InternalError: broken' })
    expect(mirror.status()).toMatchObject({ stale: true, complete: false, jobs: 0, synced_at: null })
    account.fault(null)
    await clock.advance(2 * MINUTE)
    expect(mirror.status()).toMatchObject({ stale: false, complete: true, jobs: 150 })
  })

  it('waits longer and longer, up to a minute', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 150 })
    account.fault({ kind: 'status', status: 500 })
    mirror.start()
    await clock.advance(64 * SECOND)
    expect(account.countCalls()).toBe(7)
    await clock.advance(10 * MINUTE)
    expect(account.countCalls()).toBe(7 + 10)
  })

  it.each([401, 403])('tries a key that is refused with %i every 5 minutes only', async (status) => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 150 })
    account.fault({ kind: 'status', status })
    mirror.start()
    for (let second = 0; second < 29 * 60; second += 30) {
      mirror.look()
      await clock.advance(30 * SECOND)
      await mirror.refresh()
    }
    expect(account.countCalls()).toBe(6)
    await expect(mirror.findJob('ft-1')).rejects.toMatchObject({ httpStatus: status })
    await expect(mirror.listLive({ page_no: 1, page_size: 10 })).rejects.toMatchObject({ httpStatus: status })
    expect(account.countCalls()).toBe(6)
  })

  it.each([
    [120, 120],
    ['0', 1],
    [86_400, 3600],
  ])('pauses every call for a Retry-After of %s', async (retryAfter, seconds) => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 150 })
    mirror.start()
    await clock.advance(10 * SECOND)
    account.fault({ kind: 'status', status: 503, retryAfter })
    await mirror.refresh()
    account.fault(null)
    account.resetCalls()
    mirror.look()
    await clock.advance((seconds - 0.1) * SECOND)
    await expect(mirror.findJob('ft-1')).rejects.toMatchObject({ httpStatus: 503 })
    expect(account.countCalls()).toBe(0)
    await clock.advance(10 * SECOND)
    expect(account.countCalls()).toBeGreaterThan(0)
    expect(mirror.status().stale).toBe(false)
  })

  it('counts failures on demand, too', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 150 })
    mirror.start()
    await clock.advance(10 * SECOND)
    account.fault({ kind: 'reset', when: { path: '/fine-tunes/' } })
    await expect(mirror.findJob('ft-1')).rejects.toMatchObject({ code: 'Unreachable' })
    expect(mirror.status()).toMatchObject({ stale: true, error: { code: 'Unreachable' } })
  })

  it('slows down when there are too many calls, and recovers slowly', async () => {
    const { account, mirror, clock } = await startTestMirror({ jobs: 3000, rps: 10 })
    account.fault({ kind: 'status', status: 429, when: { path: '/fine-tunes', nth: 1, times: 3 } })
    mirror.start()
    await clock.advance(8 * SECOND)
    account.resetCalls()
    await clock.advance(5 * SECOND)
    expect(account.countCalls()).toBeLessThan(25)
    await clock.advance(60 * SECOND)
    expect(mirror.status().complete).toBe(true)
  })

  it('says that it is stale when a refresh does not come', async () => {
    const { mirror, clock } = await startTestMirror({ jobs: 150, rps: 0.004, refreshSeconds: 10 })
    mirror.start()
    await clock.advance(12 * MINUTE)
    expect(mirror.status()).toMatchObject({ complete: true, stale: false })
    for (let second = 0; second < 40; second += 10) {
      mirror.look()
      await clock.advance(10 * SECOND)
    }
    expect(mirror.status()).toMatchObject({ stale: true, error: null })
  })

  it.each(['message', 'headers', 'name'] as const)('lets no key out that is echoed in %s', async (place) => {
    const key = 'sk-canary0123456789abcdef0123456789'
    const { account, mirror, clock, store, log } = await startTestMirror({ jobs: 250, key })
    account.fault({ kind: 'echo-key', place })
    mirror.start()
    await clock.advance(10 * SECOND)
    const error = await mirror.findJob(key).catch((thrown: unknown) => thrown)
    const all = [
      mirror.status(),
      mirror.ready(),
      mirror.snapshot().jobs,
      await store.load('default'),
      error instanceof Error ? [error.message, error.stack, { ...error }] : error,
      log(),
    ]
    const text = JSON.stringify(all)
    for (let at = 0; at + 12 <= key.length; at++) expect(text).not.toContain(key.slice(at, at + 12))
    if (place === 'name') expect(mirror.status().jobs).toBe(250)
  })
})

it('lets no job that always fails keep the others from being fresh', async () => {
  const { account, mirror, clock } = await startTestMirror({ scenario: 'empty', refreshSeconds: 15 })
  const [bad, good] = [account.add({ status: 'RUNNING' }), account.add({ status: 'RUNNING' })]
  for (let job = 0; job < 150; job++) account.add({ status: 'SUCCEEDED' })
  mirror.start()
  await clock.advance(10 * SECOND)
  account.fault({ kind: 'status', status: 500, when: { path: `/fine-tunes/${bad.job_id}` } })
  account.update(good.job_id, { status: 'FAILED' })
  account.resetCalls()
  await clock.advance(28 * MINUTE)
  expect(mirror.snapshot().byId.get(good.job_id)?.status).toBe('FAILED')
  expect(account.countCalls(`/fine-tunes/${bad.job_id}`)).toBe(3)
  expect(mirror.status().stale).toBe(false)
})
