import 'server-only'
import { pino } from 'pino'
import { expect } from 'vitest'
import type { MirroredJob } from '@/lib/jobs/job'
import { addTestMirror, startTestMirror, type TestMirror } from '../mirror/test-mirror'
import { type CheckpointBook, createCheckpointBook } from './checkpoint-book'
import { createLogBook, type LogBook } from './log-book'

export type TestBooks = TestMirror & {
  readonly logs: LogBook
  readonly checkpoints: CheckpointBook
  /** The job as the mirror has it. */
  entry(job_id: string): MirroredJob
  /** Calls for logs and checkpoints since the last reset. */
  calls(): string[]
  /** Waits for something while time goes on, a second at most. */
  wait<T>(wanted: Promise<T>): Promise<T>
}

type Options = Parameters<typeof startTestMirror>[0]

/** The books of a started mirror whose account has been read. */
export async function startTestBooks(options: Options = {}): Promise<TestBooks> {
  return toBooks(await startTestMirror(options))
}

/** The books of another process over the same store and account. */
export async function addTestBooks(books: TestBooks, options: Options = {}): Promise<TestBooks> {
  return toBooks(addTestMirror(books, { store: books.store, ...options }))
}

async function toBooks(test: TestMirror): Promise<TestBooks> {
  const { account, mirror, store, clock } = test
  const log = pino({ level: 'silent' })
  const parts = { source: 'default', mirror, store, clock, log, refreshSeconds: 15 }
  mirror.start()
  await clock.advance(2_000)
  expect(mirror.status().complete).toBe(true)
  return {
    ...test,
    logs: createLogBook(parts),
    checkpoints: createCheckpointBook(parts),
    entry(job_id) {
      const entry = mirror.snapshot().byId.get(job_id)
      if (!entry) throw new Error(`The mirror has no job ${job_id}`)
      return entry
    },
    calls: () =>
      account.calls
        .filter(({ path }) => /\/(logs|checkpoints)$/.test(path))
        .map(({ path, query }) => [path.split('/').at(-1), query.offset].filter(Boolean).join(' ')),
    async wait(wanted) {
      await clock.advance(1_000)
      return wanted
    },
  }
}
