import 'server-only'
import { Gauge, type Registry } from 'prom-client'
import type { BreakerState } from '../mirror/caller'
import type { Mirror } from '../mirror/mirror'
import type { JobStore } from '../store/store'
import { countEndedLastDay, countJobs, type JobCount, MOST_STATUSES, OTHER, toLabels } from './count-jobs'

const BREAKER_STATES: readonly BreakerState[] = ['closed', 'open', 'trying']

/** An account, as far as it is measured. */
export type MirrorSource = {
  readonly name: string
  readonly mirror: Pick<Mirror, 'snapshot' | 'status' | 'epoch'>
}

/**
 * Adds what the mirrors know to a registry, read whenever somebody scrapes. Scraping does not count as looking: it makes
 * no call to DashScope. Every replica tells the same jobs, so queries take the maximum over them, never the sum.
 */
export function addMirrorMetrics(
  registry: Registry,
  parts: {
    readonly sources: readonly MirrorSource[]
    readonly isSeveral: boolean
    readonly store: JobStore
    readonly clock: () => number
  },
): void {
  const { sources, isSeveral, store, clock } = parts
  const counted = new Map<string, { version: number; counts: JobCount[] }>()

  /** The jobs of one account; of several the mirrors show those of all. */
  const toJobs = ({ name, mirror }: MirrorSource) => {
    const { jobs } = mirror.snapshot()
    return isSeveral ? jobs.filter(({ source }) => source === name) : jobs
  }

  function toCounts(source: MirrorSource): JobCount[] {
    const { version } = source.mirror.snapshot()
    const known = counted.get(source.name)
    if (known?.version === version) return known.counts
    const counts = countJobs(toJobs(source))
    counted.set(source.name, { version, counts })
    return counts
  }

  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect: (gauge: Gauge<Label | 'source'>, source: MirrorSource, own: { source?: string }) => void,
  ) =>
    new Gauge<Label | 'source'>({
      name,
      help,
      labelNames: isSeveral ? ['source', ...labelNames] : labelNames,
      registers: [registry],
      collect() {
        this.reset()
        for (const source of sources) collect(this, source, isSeveral ? { source: source.name } : {})
      },
    })

  gauge('tuneboard_jobs', 'Jobs that DashScope lists.', ['status', 'base_model'], (jobs, source, own) => {
    for (const { status, base_model, jobs: count } of toCounts(source))
      jobs.set({ ...own, status, base_model }, count)
  })
  gauge(
    'tuneboard_usage_tokens',
    'Tokens of the jobs that DashScope lists.',
    ['base_model'],
    (tokens, source, own) => {
      for (const { base_model, usage } of toCounts(source)) tokens.inc({ ...own, base_model }, usage)
    },
  )
  gauge(
    'tuneboard_jobs_ended_last_day',
    'Jobs that ended in the last 24 hours.',
    ['status'],
    (ended, source, own) => {
      const counts = [...countEndedLastDay(toJobs(source), clock())]
      const toStatus = toLabels(
        counts.map(([status, jobs]) => ({ status, jobs })),
        'status',
        MOST_STATUSES,
      )
      // So that an alert can tell none from unknown.
      for (const status of ['SUCCEEDED', 'FAILED', 'CANCELED']) ended.set({ ...own, status }, 0)
      for (const [status, count] of counts) ended.inc({ ...own, status: toStatus(status) ?? OTHER }, count)
    },
  )
  gauge(
    'tuneboard_mirror_age_seconds',
    'Seconds since DashScope last answered a question for the newest jobs; absent before that.',
    [],
    (age, { mirror }, own) => {
      const { synced_at } = mirror.status()
      if (synced_at === null) age.remove(own)
      else age.set(own, Math.max(0, (clock() - synced_at) / 1000))
    },
  )
  gauge(
    'tuneboard_mirror_last_sweep_timestamp_seconds',
    'When the whole account was last read.',
    [],
    (at, { mirror }, own) => {
      const { lastSweepAt } = mirror.status()
      if (lastSweepAt === null) at.remove(own)
      else at.set(own, lastSweepAt / 1000)
    },
  )
  gauge(
    'tuneboard_mirror_stale',
    '1 when the last call failed or a refresh is overdue.',
    [],
    (stale, { mirror }, own) => stale.set(own, Number(mirror.status().stale)),
  )
  gauge('tuneboard_mirror_complete', '1 once the whole account was read.', [], (complete, { mirror }, own) =>
    complete.set(own, Number(mirror.status().complete)),
  )
  gauge(
    'tuneboard_upstream_breaker_state',
    '1 for the state of the breaker.',
    ['state'],
    (breaker, { mirror }, own) => {
      const now = mirror.status().breaker
      for (const state of BREAKER_STATES) breaker.set({ ...own, state }, Number(state === now))
    },
  )
  gauge('tuneboard_leader', '1 in the process that calls DashScope.', [], (leader, { mirror }, own) =>
    leader.set(own, Number(mirror.epoch() !== null)),
  )
  gauge(
    'tuneboard_store_problem',
    '1 when something is wrong with the database.',
    [],
    (problem, { mirror }, own) =>
      problem.set(own, Number(store.problem() !== null || mirror.status().problem !== null)),
  )
}
