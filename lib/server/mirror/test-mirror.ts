import 'server-only'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import {
  type SampleAccount,
  type SampleAccountOptions,
  startSampleAccount,
} from '@/lib/sample-account/sample-account'
import { createDashScopeClient, type DashScopeClient } from '../dashscope/client'
import { createMemoryStore } from '../store/memory-store'
import type { JobStore } from '../store/store'
import { createMirror, type Mirror } from './mirror'
import { createTestClock, type TestClock } from './test-clock'

export type TestMirror = {
  readonly account: SampleAccount
  readonly mirror: Mirror
  readonly clock: TestClock
  readonly store: JobStore
  /** All that was logged. */
  log(): string
}

type Options = SampleAccountOptions & {
  rps?: number
  refreshSeconds?: number
  sweepSeconds?: number
  store?: JobStore
  bodyMs?: number
}

/** A mirror over a simulated account behind real HTTP, in time that the test moves. Ends with the test. */
export async function startTestMirror(options: Options = {}): Promise<TestMirror> {
  const {
    rps = 100,
    refreshSeconds = 15,
    sweepSeconds = 1800,
    store = createMemoryStore(),
    bodyMs = 300,
  } = options
  const account = await startSampleAccount(options)
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) })
  let flying = 0
  const client = createDashScopeClient({
    baseUrl: account.url,
    key: account.key,
    workspace: null,
    log,
    limits: { headersMs: 150, bodyMs },
  })
  const counted = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      flying++
      try {
        return await call(...args)
      } finally {
        flying--
      }
    }
  }
  const watched: DashScopeClient = {
    listJobs: counted(client.listJobs),
    getJob: counted(client.getJob),
    getLogs: counted(client.getLogs),
    getCheckpoints: counted(client.getCheckpoints),
    close: client.close,
  }
  const clock = createTestClock(() => flying === 0)
  const mirror = createMirror({
    source: 'default',
    client: watched,
    store,
    refreshSeconds,
    sweepSeconds,
    upstreamRps: rps,
    log,
    clock,
    random: () => 1,
  })
  onTestFinished(async () => {
    await mirror.stop()
    await client.close()
    await account.stop()
  })
  return { account, mirror, clock, store, log: () => lines.join('') }
}

/** Ids of all jobs in the mirror that are not deleted, in order. */
export function toLiveIds(mirror: Mirror): string[] {
  return mirror
    .snapshot()
    .jobs.flatMap((entry) => (entry.deletedAt === null ? [entry.job_id] : []))
    .sort()
}

/** Ids of all jobs of the account, in order. */
export function toAccountIds(account: SampleAccount): string[] {
  return account
    .jobs()
    .map((job) => job.job_id)
    .sort()
}
