import 'server-only'
import type { MirrorReport, SourceReport } from '@/lib/jobs/mirror-report'
import { describeSource } from './account'
import { toMirrorState } from './mirror-state'
import type { BoardSource, Services } from './services'

/** How the mirror stands, for the people who run the board. */
export async function reportMirror(services: Services): Promise<MirrorReport> {
  const { mirror, sources, store } = services
  mirror.look()
  return {
    sources: sources.map((source) => reportSource(services, source)),
    storeBytes: store.kind === 'memory' ? null : await store.size().catch(() => null),
    problem: store.problem()?.message ?? null,
  }
}

function reportSource(services: Services, source: BoardSource): SourceReport {
  const { store, hasSources } = services
  const { name, mirror } = source
  const { synced_at, nextRefreshAt, lastSweepAt, callsLastHour, pausedUntil, breaker, problem } =
    mirror.status()
  const { jobs, sweep, error } = toMirrorState({ mirror, store })
  const all = mirror.snapshot().jobs
  const kept = hasSources ? all.filter((job) => job.source === name).length : all.length
  return {
    account: hasSources ? { name, place: describeSource(services, source) } : null,
    jobs,
    deleted: kept - jobs,
    syncedAt: synced_at,
    nextRefreshAt,
    lastSweepAt,
    sweep: sweep ?? null,
    callsLastHour,
    pausedUntil,
    breaker,
    error: error ?? null,
    // Of the database itself it is told once, for all.
    problem: store.problem() ? null : problem,
  }
}
