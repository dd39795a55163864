import 'server-only'
import { isJobId } from '../dashscope/job-id'
import { type Caller, isNoSuchJob } from './caller'
import type { Keeper } from './keeper'

/** More of them are read by paging, which takes fewer calls. */
const MOST_ONE_BY_ONE = 20

export type UnfinishedReader = {
  /**
   * Asks for the unfinished jobs that were not among those just read, one by one. When they are too many it asks for
   * none of them and gives their ids. Throws UpstreamError.
   */
  read(justRead: ReadonlySet<string>): Promise<ReadonlySet<string> | null>
  /** Asks again for those that DashScope did not know: after a whole sweep it is known what they are. */
  forgetAbsent(): void
}

/** Makes the reader of jobs that can still change and stand on no page that is read anyway. */
export function createUnfinishedReader(keeper: Keeper, caller: Caller): UnfinishedReader {
  const absent = new Set<string>()
  return {
    async read(justRead) {
      const ids = keeper
        .unfinished()
        .map((entry) => entry.job_id)
        .filter((job_id) => !justRead.has(job_id) && !absent.has(job_id))
      if (ids.length > MOST_ONE_BY_ONE) return new Set(ids)
      for (const job_id of ids.filter(isJobId)) {
        const order = keeper.nextOrder()
        try {
          const job = await caller.call('refresh', 'job', (client, signal) => client.getJob(job_id, signal))
          await keeper.add({ jobs: [job], order }, false)
        } catch (error) {
          if (!isNoSuchJob(error)) throw error
          absent.add(job_id)
        }
      }
      return null
    },
    forgetAbsent: () => absent.clear(),
  }
}
