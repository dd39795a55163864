import 'server-only'
import type { MirrorReport } from '@/lib/jobs/mirror-report'
import { toMirrorState } from './mirror-state'
import type { Services } from './services'

/** How the mirror stands, for the people who run the board. */
export async function reportMirror(services: Services): Promise<MirrorReport> {
  const { mirror, store } = services
  mirror.look()
  const { synced_at, nextRefreshAt, lastSweepAt, callsLastHour, pausedUntil, breaker } = mirror.status()
  const { jobs, sweep, error } = toMirrorState(services)
  return {
    jobs,
    deleted: mirror.snapshot().jobs.length - jobs,
    syncedAt: synced_at,
    nextRefreshAt,
    lastSweepAt,
    sweep: sweep ?? null,
    callsLastHour,
    pausedUntil,
    breaker,
    error: error ?? null,
    storeBytes: store.kind === 'memory' ? null : await store.size().catch(() => null),
    problem: store.problem()?.message ?? mirror.status().problem,
  }
}
