import { createServer, type ServerResponse } from 'node:http'
import type { Job } from '../jobs/job'
import { Account, type Scenario } from './account'
import { type Call, CallBook, toCall } from './call'
import { type Fault, FaultSwitch } from './fault'
import { toFaultyAnswer } from './fault-answers'
import type { Fields } from './given-job'
import { toAnswer } from './routes'
import { writeAnswer } from './write-answer'

export type SampleAccountOptions = {
  /** How many jobs there are at the start, up to 100,000; 480 unless said otherwise. */
  jobs?: number
  /** The same seed and clock give the same jobs. */
  seed?: number
  /** `document` is the account of the API reference's example; `one` and `empty` have no use for `jobs`. */
  scenario?: Scenario
  /** The one key that is accepted. */
  key?: string
  latencyMs?: number
  /** Milliseconds since 1970 (UTC). */
  clock?: () => number
  /** Jobs are created, wait, run and end while time goes on; otherwise all stays as at the start. */
  live?: boolean
  /** 0, any free one, unless said otherwise. */
  port?: number
}

export type SampleAccount = {
  /** The base URL, `http://127.0.0.1:…/api/v1`. */
  readonly url: string
  readonly key: string
  /** The last calls, a thousand at least; {@link SampleAccount.countCalls} knows of all. */
  readonly calls: readonly Call[]
  /** Calls since the last reset whose path below the base URL begins with `prefix`. */
  countCalls(prefix?: string): number
  resetCalls(): void
  /** Sets what goes wrong from now on, in place of what was set before; `null` for nothing. */
  fault(fault: Fault | null): void
  /** How long each answer takes from now on, in milliseconds. */
  latency(ms: number): void
  /** All jobs as the list would give them now, newest first. */
  jobs(): Job[]
  /** Adds a job, PENDING and created now unless the fields say otherwise. */
  add(fields?: Partial<Job>): Job
  /** Sets fields of a job; one that is `undefined` is taken away. */
  update(job_id: string, fields: Fields): void
  remove(job_id: string): void
  /** Sets how many lines the log of a job has when it is complete, up to 100,000 and beyond. */
  logLines(job_id: string, lines: number): void
  /** Ends the server and every connection at once, hanging ones too. */
  stop(): Promise<void>
}

const SAMPLE_KEY = 'sk-sample-0123456789abcdef'

/** Starts a simulated DashScope account as an HTTP server on the loopback interface. */
export async function startSampleAccount(options: SampleAccountOptions = {}): Promise<SampleAccount> {
  const {
    jobs = 480,
    seed = 1,
    scenario = 'team',
    key = SAMPLE_KEY,
    clock = Date.now,
    live = false,
  } = options
  const account = new Account({ jobs, seed, scenario, clock, live })
  const book = new CallBook()
  const faults = new FaultSwitch()
  const lengths = new Map<string, number>()
  const waiting = new Set<NodeJS.Timeout>()
  let latencyMs = options.latencyMs ?? 0

  function answer(call: Call, response: ServerResponse): void {
    const fault = faults.take(call)
    const next = () => toAnswer(account, key, lengths, call)
    writeAnswer(response, fault ? toFaultyAnswer(fault, account, call, next) : next(), fault)
  }

  const server = createServer((request, response) => {
    request.resume()
    const call = toCall(request.method ?? '', request.url ?? '', request.headers)
    book.add(call)
    if (latencyMs <= 0) return answer(call, response)
    const timer = setTimeout(() => {
      waiting.delete(timer)
      if (!response.destroyed) answer(call, response)
    }, latencyMs)
    waiting.add(timer)
  })
  // Longer than clients keep an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port

  return {
    url: `http://127.0.0.1:${port}/api/v1`,
    key,
    calls: book.calls,
    countCalls: (prefix) => book.count(prefix),
    resetCalls: () => book.reset(),
    fault: (fault) => faults.set(fault),
    latency: (ms) => {
      latencyMs = ms
    },
    jobs: () => account.jobs(),
    add: (fields = {}) => account.add(fields),
    update: (job_id, fields) => account.update(job_id, fields),
    remove: (job_id) => account.remove(job_id),
    logLines: (job_id, lines) => {
      lengths.set(job_id, lines)
    },
    stop: () =>
      new Promise((resolve) => {
        for (const timer of waiting) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
