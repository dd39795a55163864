import 'server-only'
import type { Results } from '@/lib/jobs/compare'
import { MAX_JOBS } from '@/lib/jobs/compare-query'
import type { LogCurves } from '@/lib/jobs/curves'
import type { MirroredJob } from '@/lib/jobs/job'
import { parseJobRef } from '@/lib/jobs/job-ref'
import { type Estimate, toEstimate } from '@/lib/jobs/price'
import { isJobId } from '../dashscope/job-id'
import { type PageFailure, settle } from '../settle'
import { getJob } from './get-job'
import { getLogNumbers } from './get-whole-log'
import type { Services } from './services'

/** Why a job that was asked for is not in the comparison. */
export type LeftOut =
  | { readonly reason: 'id' | 'unknown'; readonly id: string }
  | { readonly reason: 'failed'; readonly id: string; readonly message: string }
  | { readonly reason: 'many'; readonly count: number }

/** A job with what its log came to; no results and no curves where the log was not read, and why. */
export type FoundJob = {
  readonly entry: MirroredJob
  readonly results: Results | null
  readonly estimate: Estimate
  /** `null` where there are no results. */
  readonly curves: LogCurves | null
  readonly unread: PageFailure | null
}

/** The jobs of a comparison in the order asked for, at most {@link MAX_JOBS}, and what cannot be among them. Never throws. */
export async function findComparedJobs(
  services: Services,
  ids: readonly string[],
): Promise<{ jobs: FoundJob[]; leftOut: LeftOut[] }> {
  const wanted = ids.slice(0, MAX_JOBS)
  const found = await Promise.all(wanted.map((id) => findJob(services, id)))
  const leftOut = found.flatMap((one) => ('reason' in one ? [one] : []))
  const count = ids.length - wanted.length
  return {
    jobs: found.flatMap((one) => ('reason' in one ? [] : [one])),
    leftOut: count > 0 ? [...leftOut, { reason: 'many', count }] : leftOut,
  }
}

async function findJob(services: Services, id: string): Promise<FoundJob | LeftOut> {
  const { job_id } = parseJobRef(
    id,
    services.sources.map(({ name }) => name),
  )
  if (!isJobId(job_id)) return { reason: 'id', id }
  const { value, failure } = await settle(() => getJob(services, id))
  if (failure)
    return failure.code === 'NotFound'
      ? { reason: 'unknown', id }
      : { reason: 'failed', id, message: failure.message }
  const { entry } = value
  const estimate = toEstimate(entry, services.prices)
  const log = await settle(() => getLogNumbers(services, entry))
  if (log.failure) return { entry, estimate, results: null, curves: null, unread: log.failure }
  const { points, summary } = log.value.metrics()
  const best = points.find(({ line }) => line === summary.best_eval_line)
  return {
    entry,
    estimate,
    results: {
      best_eval_loss: summary.best_eval_loss,
      best_eval_epoch: best?.epoch ?? null,
      final_loss: summary.final_loss,
      steps: summary.steps,
    },
    curves: log.value.curves(),
    unread: null,
  }
}
