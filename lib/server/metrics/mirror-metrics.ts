import 'server-only'
import { Gauge, type Registry } from 'prom-client'
import type { BreakerState } from '../mirror/caller'
import type { Mirror } from '../mirror/mirror'
import type { JobStore } from '../store/store'
import { countEndedLastDay, countJobs, type JobCount, OTHER, toLabels } from './count-jobs'

const BREAKER_STATES: readonly BreakerState[] = ['closed', 'open', 'trying']
const MOST_STATUSES = 15

/**
 * Adds what the mirror knows to a registry, read whenever somebody scrapes. Scraping does not count as looking: it makes
 * no call to DashScope. Every replica tells the same jobs, so queries take the maximum over them, never the sum.
 */
export function addMirrorMetrics(
  registry: Registry,
  parts: { mirror: Mirror; store: JobStore; clock: () => number },
): void {
  const { mirror, store, clock } = parts
  let counted: { version: number; counts: JobCount[] } | null = null

  function toCounts(): JobCount[] {
    const { version, jobs } = mirror.snapshot()
    if (counted?.version !== version) counted = { version, counts: countJobs(jobs) }
    return counted.counts
  }

  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ) =>
    new Gauge<Label>({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset()
        return collect(this)
      },
    })

  gauge('tuneboard_jobs', 'Jobs that DashScope lists.', ['status', 'base_model'], (jobs) => {
    for (const { status, base_model, jobs: count } of toCounts()) jobs.set({ status, base_model }, count)
  })
  gauge('tuneboard_usage_tokens', 'Tokens of the jobs that DashScope lists.', ['base_model'], (tokens) => {
    for (const { base_model, usage } of toCounts()) tokens.inc({ base_model }, usage)
  })
  gauge('tuneboard_jobs_ended_last_day', 'Jobs that ended in the last 24 hours.', ['status'], (ended) => {
    const counts = [...countEndedLastDay(mirror.snapshot().jobs, clock())]
    const toStatus = toLabels(
      counts.map(([status, jobs]) => ({ status, jobs })),
      'status',
      MOST_STATUSES,
    )
    // So that an alert can tell none from unknown.
    for (const status of ['SUCCEEDED', 'FAILED', 'CANCELED']) ended.set({ status }, 0)
    for (const [status, count] of counts) ended.inc({ status: toStatus(status) ?? OTHER }, count)
  })
  gauge(
    'tuneboard_mirror_age_seconds',
    'Seconds since DashScope last answered a question for the newest jobs; absent before that.',
    [],
    (age) => {
      const { synced_at } = mirror.status()
      if (synced_at === null) age.remove()
      else age.set(Math.max(0, (clock() - synced_at) / 1000))
    },
  )
  gauge(
    'tuneboard_mirror_last_sweep_timestamp_seconds',
    'When the whole account was last read.',
    [],
    (at) => {
      const { lastSweepAt } = mirror.status()
      if (lastSweepAt === null) at.remove()
      else at.set(lastSweepAt / 1000)
    },
  )
  gauge('tuneboard_mirror_stale', '1 when the last call failed or a refresh is overdue.', [], (stale) =>
    stale.set(Number(mirror.status().stale)),
  )
  gauge('tuneboard_mirror_complete', '1 once the whole account was read.', [], (complete) =>
    complete.set(Number(mirror.status().complete)),
  )
  gauge('tuneboard_upstream_breaker_state', '1 for the state of the breaker.', ['state'], (breaker) => {
    const now = mirror.status().breaker
    for (const state of BREAKER_STATES) breaker.set({ state }, Number(state === now))
  })
  gauge('tuneboard_leader', '1 in the process that calls DashScope.', [], (leader) =>
    leader.set(Number(mirror.epoch() !== null)),
  )
  gauge('tuneboard_store_problem', '1 when something is wrong with the database.', [], (problem) =>
    problem.set(Number(store.problem() !== null || mirror.status().problem !== null)),
  )
}
