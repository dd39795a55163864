import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { type Progress, toProgress } from '@/lib/jobs/job-progress'
import { type Timeline, toTimeline } from '@/lib/jobs/job-timeline'
import { type Lineage, toLineage } from '@/lib/jobs/lineage'
import { type Neighbours, toNeighbours } from '@/lib/jobs/neighbours'
import type { JobsQuery } from '@/lib/jobs/query'
import type { Services } from './services'
import { toSourceOf } from './source-of'

/** What a job's page tells beside the job: its life, how far it is, its relatives. */
export type JobStory = {
  readonly timeline: Timeline
  /** Of a running job; `null` for any other. */
  readonly progress: Progress | null
  readonly lineage: Lineage
}

/** The story of a job, as far as its log is known. What the database cannot tell now is left out; never rejects. */
export async function getJobStory(
  services: Pick<Services, 'mirror' | 'store' | 'logs'> & {
    readonly sources: readonly { readonly name: string }[]
  },
  entry: MirroredJob,
): Promise<JobStory> {
  const { mirror, store, logs } = services
  const [events, log] = await Promise.all([
    store.events(toSourceOf(services.sources, entry).name, entry.job_id).catch(() => []),
    logs.read(entry, 0),
  ])
  const timeline = toTimeline(entry, events, log.lines)
  const progress = toProgress(entry, log.metrics().summary, log.readAt, timeline.startedAt)
  return { timeline, progress, lineage: toLineage(mirror.snapshot(), entry) }
}

/** The jobs before and after one in the list that a query gives; `null` where it is not in it. */
export function getNeighbours(
  services: Pick<Services, 'mirror' | 'clock' | 'names'>,
  query: JobsQuery,
  ref: string,
): Neighbours | null {
  return toNeighbours(services.mirror.snapshot(), query, ref, services.clock(), services.names)
}
