import { expect, it } from 'vitest'
import type { Job } from '@/lib/jobs/job'
import { createSharedStore } from '../mirror/test-store'
import { addTestBooks, startTestBooks, type TestBooks } from './test-books'

const ENDED: Partial<Job> = { status: 'SUCCEEDED', end_time: '2025-12-31 10:00:00', usage: 1000 }
const ALL = Number.POSITIVE_INFINITY

async function startWith(fields: Partial<Job>, lines: number): Promise<TestBooks & { job_id: string }> {
  const books = await startTestBooks({ jobs: 0, scenario: 'empty' })
  const { job_id } = books.account.add(fields)
  books.account.logLines(job_id, lines)
  await books.clock.advance(16_000)
  books.mirror.look()
  await books.clock.advance(16_000)
  books.account.resetCalls()
  return { ...books, job_id }
}

it('reads a log to its end, once for all who ask, and never again', async () => {
  const books = await startWith(ENDED, 2_500)
  const { logs, entry, job_id, calls, wait, store, clock } = books
  const known = await wait(Promise.all(Array.from({ length: 50 }, () => logs.read(entry(job_id), ALL))))
  expect(calls()).toEqual(['logs 0', 'logs 1000', 'logs 2000'])
  expect(new Set(known.map((log) => log.version)).size).toBe(1)
  expect(known[0]).toMatchObject({ total: 2_500, isFinal: true, error: null })
  expect(known[0]?.lines.length).toBe(2_500)
  expect(String(known[0]?.lines.at(-1))).toContain('##FT_COMPLETE##')
  expect(await store.logs.toldLogs('default', 0)).toMatchObject([
    { job_id, figures: { best_eval_loss: expect.any(Number), final_loss: expect.any(Number) } },
  ])
  await clock.advance(3_600_000)
  await wait(logs.read(entry(job_id), ALL))
  const { logs: later } = await addTestBooks(books)
  const again = await wait(later.read(entry(job_id), ALL))
  expect(again.lines).toEqual(known[0]?.lines)
  expect(again.metrics()).toEqual(known[0]?.metrics())
  expect(calls()).toHaveLength(3)
})

it('follows a running job only while somebody looks, in step with the refresh, and to its end', async () => {
  const { logs, entry, job_id, calls, wait, clock, account, mirror } = await startWith(
    { status: 'RUNNING' },
    300,
  )
  const first = await wait(logs.read(entry(job_id), ALL))
  expect(first.isFinal).toBe(false)
  for (let second = 0; second < 13; second++) await wait(logs.read(entry(job_id), ALL))
  expect(calls()).toEqual(['logs 0'])
  await clock.advance(600_000)
  expect(calls()).toEqual(['logs 0'])
  await wait(logs.read(entry(job_id), ALL))
  expect(calls()).toEqual(['logs 0', `logs ${first.lines.length}`])
  account.update(job_id, ENDED)
  mirror.look()
  await clock.advance(20_000)
  expect(entry(job_id).status).toBe('SUCCEEDED')
  const last = await wait(logs.read(entry(job_id), ALL))
  expect(last).toMatchObject({ isFinal: true, total: 300 })
  expect(last.metrics().summary.complete).toBe(true)
  expect(calls()).toHaveLength(3)
})

it('tells the list when a running job would end, for all processes, and no longer once it has ended', async () => {
  // The log of such a job is half done, and begins three minutes later.
  const fields = { create_time: '2026-01-01 07:30:00', hyper_parameters: { n_epochs: 3 } }
  const books = await startWith({ status: 'RUNNING', ...fields }, 300)
  const { logs, entry, job_id, wait, clock, account, mirror } = books
  expect(entry(job_id).outlook).toBeUndefined()
  await wait(logs.read(entry(job_id), ALL))
  await clock.advance(1_000)
  const { outlook } = entry(job_id)
  expect(outlook?.startedAt).toBe(Date.parse('2026-01-01T07:33:00+08:00'))
  expect(outlook?.expectedEndAt).toBeCloseTo(2 * clock.now() - Number(outlook?.startedAt), -5)
  const later = await addTestBooks(books)
  expect(later.entry(job_id).outlook).toEqual(outlook)
  account.update(job_id, ENDED)
  mirror.look()
  await clock.advance(20_000)
  expect(entry(job_id)).toMatchObject({ status: 'SUCCEEDED' })
  expect(entry(job_id).outlook).toBeUndefined()
})

it('asks nothing for a job that has not begun', async () => {
  const { logs, entry, job_id, calls, wait } = await startWith({ status: 'QUEUING' }, 300)
  expect(await wait(logs.read(entry(job_id), ALL))).toMatchObject({ total: 0, readAt: null, error: null })
  expect(calls()).toEqual([])
})

it('tells a failure, and keeps what it had', async () => {
  const { logs, entry, job_id, calls, wait, clock, account } = await startWith({ status: 'RUNNING' }, 300)
  account.fault({ kind: 'status', status: 500, code: 'InternalError', request_id: 'abc' })
  const failed = await wait(logs.read(entry(job_id), ALL))
  expect(failed).toMatchObject({ readAt: null, error: { code: 'InternalError', requestId: 'abc' } })
  account.fault(null)
  await clock.advance(60_000)
  const good = await wait(logs.read(entry(job_id), ALL))
  expect(good.error).toBeNull()
  account.fault({ kind: 'reset' })
  await clock.advance(60_000)
  const stale = await wait(logs.read(entry(job_id), ALL))
  expect(stale).toMatchObject({ lines: good.lines, readAt: good.readAt, error: { code: 'Unreachable' } })
  expect(calls().length).toBeLessThan(5)
})

it('gives the first lines of a long log before all of it is here', async () => {
  const { logs, entry, job_id, wait } = await startWith(ENDED, 30_000)
  const first = await wait(logs.read(entry(job_id), 100))
  expect(first.lines.length).toBeGreaterThanOrEqual(1000)
  expect(first).toMatchObject({ total: 30_000, isFinal: false })
})

it('lets one of several processes on a database ask, for all of them', async () => {
  const start = await startTestBooks({ jobs: 40 })
  const store = createSharedStore(start.clock)
  const one = await addTestBooks({ ...start, store })
  const two = await addTestBooks({ ...start, store })
  const [done] = start.mirror.snapshot().jobs.filter((job) => job.status === 'SUCCEEDED')
  const [running] = start.mirror.snapshot().jobs.filter((job) => job.status === 'RUNNING')
  for (const entry of [done, running]) {
    if (!entry) throw new Error('no such job')
    start.account.resetCalls()
    const [a, b] = await one.wait(Promise.all([one.logs.read(entry, ALL), two.logs.read(entry, ALL)]))
    await one.clock.advance(5_000)
    expect(start.account.countCalls(`/fine-tunes/${entry.job_id}/logs`)).toBe(1)
    expect(a.lines.length).toBeGreaterThan(0)
    expect(b.lines).toEqual(a.lines)
    await one.wait(Promise.all([one.checkpoints.read(entry), two.checkpoints.read(entry)]))
    await one.clock.advance(5_000)
    expect(start.account.countCalls(`/fine-tunes/${entry.job_id}/checkpoints`)).toBe(1)
  }
})
