import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { defaultJobsQuery } from '@/lib/jobs/query'
import { selectJobs } from '@/lib/jobs/select'
import { createArchiver } from './archiver'
import { startTestBooks, type TestBooks } from './test-books'

const NOW = Date.UTC(2026, 0, 1)

function archive(books: TestBooks, backfill: number | null): void {
  const log = pino({ level: 'silent' })
  const archiver = createArchiver({ ...books, log, backfill, callsPerSecond: 2 })
  archiver.start()
  onTestFinished(archiver.stop)
}

const toArchived = (books: TestBooks) => books.mirror.snapshot().jobs.filter(({ log }) => log !== null)

it('reads ended jobs from the newest on, each once, and makes their figures searchable and sortable', async () => {
  const books = await startTestBooks({ jobs: 60, clock: () => NOW })
  const ended = books.mirror.snapshot().jobs.filter(({ endedAt }) => endedAt !== null)
  books.account.resetCalls()
  archive(books, 20)
  await books.clock.advance(25_000)
  expect(books.calls()).toEqual([])
  await books.clock.advance(20_000)
  expect(books.account.countCalls()).toBeLessThan(60)
  await books.clock.advance(300_000)
  expect(toArchived(books).map(({ job_id }) => job_id)).toEqual(
    ended.slice(0, 20).map(({ job_id }) => job_id),
  )
  expect(books.calls().filter((call) => call === 'logs 0')).toHaveLength(20)
  expect(books.calls().filter((call) => call === 'checkpoints')).toHaveLength(20)
  const { rows } = selectJobs(
    books.mirror.snapshot(),
    { ...defaultJobsQuery(100), q: 'best_eval_loss<0.8 steps>1', sort: 'best_eval_loss' },
    0,
  )
  const best = toArchived(books)
    .filter(({ log }) => log?.best_eval_loss != null && log.best_eval_loss < 0.8 && (log.steps ?? 0) > 1)
    .map(({ log }) => log?.best_eval_loss ?? 0)
  expect(best.length).toBeGreaterThan(1)
  expect(rows.map(({ log }) => log?.best_eval_loss)).toEqual(best.sort((a, b) => a - b))
})

it('reads a job that ends while the board runs, looked at or not', async () => {
  const books = await startTestBooks({ jobs: 30, clock: () => NOW })
  const { account, mirror, clock } = books
  archive(books, 0)
  await clock.advance(300_000)
  expect(books.calls()).toEqual([])
  const running = mirror.snapshot().jobs.find(({ status }) => status === 'RUNNING')
  account.update(running?.job_id ?? '', { status: 'SUCCEEDED', end_time: '2026-01-01 09:00:00' })
  await clock.advance(600_000)
  expect(toArchived(books).map(({ job_id }) => job_id)).toEqual([running?.job_id])
})

it('reads nothing where it is off', async () => {
  const books = await startTestBooks({ jobs: 30, clock: () => NOW })
  archive(books, null)
  await books.clock.advance(600_000)
  expect(books.calls()).toEqual([])
})
