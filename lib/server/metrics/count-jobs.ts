import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'

/** Jobs of one status and model; each pair occurs once. */
export type JobCount = {
  readonly status: string
  readonly base_model: string
  readonly jobs: number
  /** Tokens, of jobs that tell them. */
  readonly usage: number
}

/** What stands for values beyond the most frequent ones, so that an account cannot make more and more series. */
export const OTHER = 'other'

const MOST_MODELS = 30
export const MOST_STATUSES = 15
const LONGEST_LABEL = 100

/**
 * Counts the jobs that DashScope lists by status and model. At most 30 models and 15 statuses have a name of their own:
 * the most frequent ones; the rest is `other`. To have no model is to have the model `unknown`.
 */
export function countJobs(jobs: readonly MirroredJob[]): JobCount[] {
  const counts = new Map<string, Map<string, { jobs: number; usage: number }>>()
  for (const { deletedAt, base_model, status, usage } of jobs) {
    if (deletedAt !== null) continue
    const byStatus = counts.get(base_model) ?? new Map<string, { jobs: number; usage: number }>()
    counts.set(base_model, byStatus)
    const count = byStatus.get(status) ?? { jobs: 0, usage: 0 }
    count.jobs++
    count.usage += usage ?? 0
    byStatus.set(status, count)
  }
  const found = [...counts].flatMap(([base_model, byStatus]) =>
    [...byStatus].map(([status, count]) => ({ status, base_model, ...count })),
  )
  const toModel = toLabels(found, 'base_model', MOST_MODELS)
  const toStatus = toLabels(found, 'status', MOST_STATUSES)
  const merged = new Map<string, JobCount>()
  for (const count of found) {
    const [status, base_model] = [toStatus(count.status), toModel(count.base_model)]
    const key = JSON.stringify([status, base_model])
    const before = merged.get(key)
    merged.set(key, {
      status,
      base_model,
      jobs: (before?.jobs ?? 0) + count.jobs,
      usage: (before?.usage ?? 0) + count.usage,
    })
  }
  return [...merged.values()]
}

/** Jobs that ended in the day before `now` (ms since 1970), by status; deleted ones count, for they ended too. */
export function countEndedLastDay(jobs: readonly MirroredJob[], now: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { endedAt, status } of jobs)
    if (endedAt !== null && endedAt > now - 86_400_000 && endedAt <= now)
      counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

/** Gives the label of each value: its own text, cut where it is long, for the most frequent ones. */
export function toLabels<Field extends string>(
  counts: readonly ({ readonly [name in Field]: string } & { readonly jobs: number })[],
  field: Field,
  most: number,
): (value: string) => string {
  const sums = new Map<string, number>()
  for (const count of counts) sums.set(count[field], (sums.get(count[field]) ?? 0) + count.jobs)
  const named = [...sums].sort((a, b) => b[1] - a[1]).slice(0, most)
  const labels = new Map(named.map(([value]) => [value, toLabel(value)]))
  return (value) => labels.get(value) ?? OTHER
}

function toLabel(value: string): string {
  return [...value.replace(/\p{Surrogate}/gu, '\ufffd')].slice(0, LONGEST_LABEL).join('') || 'unknown'
}
