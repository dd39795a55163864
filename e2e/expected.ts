import type { Job } from '../lib/jobs/job'

/**
 * A count over raw jobs that shares no code with the board: what an answer should be is read off the account itself,
 * as the contract says it.
 */
export type Counted = {
  readonly job_id: string
  readonly name: string
  readonly status: string
  readonly base_model: string
  readonly models: readonly string[]
  readonly training_type: string
  readonly creator: string
  readonly usage: number | null
  /** Milliseconds since 1970 (UTC). */
  readonly created: number | null
  readonly ended: number | null
  readonly raw: Job
}

type Facet = 'model' | 'status' | 'training_type' | 'creator'

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function time(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(`${value.replace(' ', 'T')}+08:00`) : null
}

/** Reads a raw job; its times are in UTC+8. */
export function toCounted(raw: Job): Counted {
  const usage = raw.usage === undefined || raw.usage === null ? null : Number(raw.usage)
  return {
    job_id: raw.job_id,
    name: text(raw.job_name) || raw.job_id,
    status: text(raw.status),
    base_model: text(raw.base_model) || text(raw.model),
    models: [text(raw.base_model) || text(raw.model), text(raw.model)],
    training_type: text(raw.training_type),
    creator: text(raw.creator),
    usage,
    created: time(raw.create_time ?? raw.gmt_create),
    ended: time(raw.end_time),
    raw,
  }
}

/** How often each value of a facet occurs, jobs without one left out. */
export function count(jobs: readonly Counted[], facet: Facet): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const job of jobs) {
    const value = facet === 'model' ? job.base_model : job[facet]
    if (value !== '') counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

/** Tokens of all; a job that does not tell them counts as 0. */
export function sumUsage(jobs: readonly Counted[]): number {
  return jobs.reduce((sum, { usage }) => sum + (usage ?? 0), 0)
}

/** From creation to end, in seconds; `null` of an unfinished job. */
export function duration({ created, ended }: Counted): number | null {
  return created === null || ended === null ? null : (ended - created) / 1000
}

/** Durations of all, in seconds; an unfinished job counts as 0. */
export function sumSeconds(jobs: readonly Counted[]): number {
  return jobs.reduce((sum, job) => sum + (duration(job) ?? 0), 0)
}

/** Ids in an order: by a value, those without it last, ties by id. */
export function sortIds(
  jobs: readonly Counted[],
  by: (job: Counted) => number | string | null,
  descending = false,
): string[] {
  return [...jobs]
    .sort((a, b) => {
      const [left, right] = [by(a), by(b)]
      if (left !== right && (left === null || right === null)) return left === null ? 1 : -1
      const order = left === right || left === null || right === null ? 0 : left < right ? -1 : 1
      return (descending ? -order : order) || (a.job_id < b.job_id ? -1 : 1)
    })
    .map(({ job_id }) => job_id)
}
