import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { isJobId } from '../dashscope/job-id'
import type { AccountCheck } from './admission'
import { isNoSuchJob } from './caller'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import type { Reader } from './reader'
import type { SingleFlight } from './single-flight'

const REMEMBER_MS = 60_000
const MOST_REMEMBERED = 1_000

export type JobFinder = (job_id: string) => Promise<MirroredJob | null>

/**
 * Makes the function that finds a job by its id: in the mirror, else upstream, where a "no" is remembered for a minute.
 * It throws UpstreamError when it cannot be known.
 */
export function createJobFinder(parts: {
  keeper: Keeper
  account: AccountCheck
  reader: Reader
  clock: Clock
  singleFlight: SingleFlight
}): JobFinder {
  const { keeper, account, reader, clock, singleFlight } = parts
  /** By id: until when it counts as not there. Oldest first. */
  const absent = new Map<string, number>()

  function remember(job_id: string): void {
    const oldest = absent.size >= MOST_REMEMBERED ? absent.keys().next() : null
    if (oldest && !oldest.done) absent.delete(oldest.value)
    absent.set(job_id, clock.now() + REMEMBER_MS)
  }

  async function ask(job_id: string): Promise<MirroredJob | null> {
    try {
      const { job, order } = await reader.job('demand', job_id)
      // What cannot be kept is told as it came, and stays out of the mirror.
      if (!account.isSame() || !(await keeper.offer({ jobs: [job], order }, false)))
        return keeper.toEntry(job)
      keeper.publishSoon()
      return keeper.get(job.job_id) ?? null
    } catch (error) {
      if (!isNoSuchJob(error)) throw error
      remember(job_id)
      return null
    }
  }

  return async (job_id) => {
    const known = keeper.get(job_id)
    if (known) return known
    if (!isJobId(job_id)) return null
    const until = absent.get(job_id)
    if (until !== undefined && clock.now() < until) return null
    absent.delete(job_id)
    return singleFlight(`job ${job_id}`, () => ask(job_id))
  }
}
