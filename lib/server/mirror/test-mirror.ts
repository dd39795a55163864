import 'server-only'
import { pino } from 'pino'
import { expect, onTestFinished, vi } from 'vitest'
import {
  type SampleAccount,
  type SampleAccountOptions,
  startSampleAccount,
} from '@/lib/sample-account/sample-account'
import { createDashScopeClient, type DashScopeClient } from '../dashscope/client'
import { createMemoryStore } from '../store/memory-store'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'
import { createMirror, type Mirror } from './mirror'
import type { Publisher } from './publisher'
import { createTestClock, type TestClock } from './test-clock'

// Where many things run beside the tests, turns of the event loop take their time.
vi.setConfig({ testTimeout: 60_000 })

/** The world in which mirrors live: one account, one time. */
export type TestWorld = {
  readonly account: SampleAccount
  readonly clock: TestClock
  /** Calls to the account under way. */
  readonly flying: { count: number }
}

export type TestMirror = TestWorld & {
  readonly mirror: Mirror
  readonly store: JobStore
  /** All that was logged. */
  log(): string
  /** Stands still as a process does after SIGSTOP, until the function that it gives is called. */
  freeze(): () => void
}

type MirrorOptions = {
  rps?: number
  refreshSeconds?: number
  sweepSeconds?: number
  store?: JobStore
  source?: string
  publisher?: Publisher
  bodyMs?: number
  /** Unless a test is so long that its log would fill the memory. */
  keepsLog?: boolean
}

/** A simulated account behind real HTTP, and time that the test moves. Ends with the test. */
export async function startTestWorld(options: SampleAccountOptions = {}): Promise<TestWorld> {
  const account = await startSampleAccount(options)
  const flying = { count: 0 }
  onTestFinished(account.stop)
  return { account, flying, clock: createTestClock(() => flying.count === 0) }
}

/** A mirror in a world of its own, not started. */
export async function startTestMirror(
  options: SampleAccountOptions & MirrorOptions = {},
): Promise<TestMirror> {
  return addTestMirror(await startTestWorld(options), options)
}

/** A mirror in a world, not started. Ends with the test. */
export function addTestMirror(world: TestWorld, options: MirrorOptions = {}): TestMirror {
  const { account, flying } = world
  const { rps = 100, refreshSeconds = 15, sweepSeconds = 1800, bodyMs = 300, keepsLog = true } = options
  const store = options.store ?? createMemoryStore()
  const lines: string[] = []
  const log = pino({ level: keepsLog ? 'trace' : 'silent' }, { write: (line) => lines.push(line) })
  const client = createDashScopeClient({
    baseUrl: account.url,
    key: account.key,
    workspace: null,
    log,
    limits: { headersMs: 150, bodyMs },
  })
  /** What happens when it goes on; `null` while it is not frozen. */
  let frozen: (() => void)[] | null = null
  const whenAwake = (run: () => void) => {
    if (frozen) frozen.push(run)
    else run()
  }
  const watched = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      flying.count++
      const answer = await call(...args).finally(() => flying.count--)
      await new Promise<void>(whenAwake)
      return answer
    }
  }
  const watchedClient: DashScopeClient = {
    listJobs: watched(client.listJobs),
    getJob: watched(client.getJob),
    getLogs: watched(client.getLogs),
    getCheckpoints: watched(client.getCheckpoints),
    close: client.close,
  }
  const clock: Clock = {
    ...world.clock,
    after: (ms, run) => world.clock.after(ms, () => whenAwake(run)),
  }
  const mirror = createMirror({
    source: options.source ?? 'default',
    ...(options.publisher ? { publisher: options.publisher } : {}),
    client: watchedClient,
    store,
    refreshSeconds,
    sweepSeconds,
    upstreamRps: rps,
    log,
    clock,
    random: () => 1,
  })
  const thaw = () => {
    const held = frozen ?? []
    frozen = null
    for (const run of held) run()
  }
  onTestFinished(async () => {
    thaw()
    await mirror.stop()
    await client.close()
  })
  return {
    ...world,
    mirror,
    store,
    log: () => lines.join(''),
    freeze() {
      frozen = []
      return thaw
    },
  }
}

/** Moves time on step by step until something is so; fails after so many steps. */
export async function advanceUntil(clock: TestClock, stepMs: number, steps: number, isSo: () => boolean) {
  for (let step = 0; !isSo(); step++) {
    expect(step, 'it took too long').toBeLessThan(steps)
    await clock.advance(stepMs)
  }
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
