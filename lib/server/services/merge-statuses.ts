import 'server-only'
import type { BoardStatus, NamedStatus } from '../mirror/status'

/** How true several accounts are together: as true as the least of them. At least one. */
export function mergeStatuses(sources: readonly NamedStatus[]): BoardStatus {
  const sweeps = sources.flatMap(({ sweep }) => sweep ?? [])
  const isAnyTotal = sweeps.some(({ total }) => total !== null)
  return {
    synced_at: toLeast(sources.map(({ synced_at }) => synced_at)),
    complete: sources.every(({ complete }) => complete),
    stale: sources.some(({ stale }) => stale),
    jobs: sources.reduce((sum, { jobs }) => sum + jobs, 0),
    error: sources.find(({ error }) => error)?.error ?? null,
    sweep:
      sweeps.length === 0
        ? null
        : {
            seen: sweeps.reduce((sum, { seen }) => sum + seen, 0),
            total: isAnyTotal ? sweeps.reduce((sum, { seen, total }) => sum + (total ?? seen), 0) : null,
          },
    nextRefreshAt: toLeast(sources.map(({ nextRefreshAt }) => nextRefreshAt)),
    lastSweepAt: toLeast(sources.map(({ lastSweepAt }) => lastSweepAt)),
    callsLastHour: sources.reduce((sum, { callsLastHour }) => sum + callsLastHour, 0),
    pausedUntil: toLeast(sources.map(({ pausedUntil }) => pausedUntil)),
    breaker: sources.find(({ breaker }) => breaker !== 'closed')?.breaker ?? 'closed',
    problem: sources.find(({ problem }) => problem !== null)?.problem ?? null,
    sources,
  }
}

/** The earliest time that is known. */
function toLeast(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? Math.min(...known) : null
}
