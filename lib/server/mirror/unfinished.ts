import 'server-only'
import { isJobId } from '../dashscope/job-id'
import { UpstreamError } from '../dashscope/upstream-error'
import { isNoSuchJob } from './caller'
import type { Keeper } from './keeper'
import type { Reader } from './reader'

/** More of them are read by paging, which takes fewer calls. */
const MOST_ONE_BY_ONE = 20
/** A job that fails so often while others do not is left to the next sweep. */
const MOST_FAILURES = 3

export type UnfinishedReader = {
  /**
   * Asks for the unfinished jobs that were not among those just read, one by one. When they are too many it asks for
   * none of them and gives their ids. Throws UpstreamError.
   * @param sweptAt when the last whole sweep ended: after each one, all are asked for again
   */
  read(justRead: ReadonlySet<string>, sweptAt: number | null): Promise<ReadonlySet<string> | null>
}

/** Makes the reader of jobs that can still change and stand on no page that is read anyway. */
export function createUnfinishedReader(keeper: Keeper, reader: Reader): UnfinishedReader {
  const failures = new Map<string, number>()
  let lastSweptAt: number | null = null

  /** Whether the job was read. One job alone that fails says nothing about the others. */
  async function readOne(job_id: string): Promise<UpstreamError | null> {
    try {
      const { job, order } = await reader.job('refresh', job_id)
      await keeper.add({ jobs: [job], order }, false)
      failures.delete(job_id)
      return null
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      failures.set(job_id, isNoSuchJob(error) ? MOST_FAILURES : (failures.get(job_id) ?? 0) + 1)
      return isNoSuchJob(error) ? null : error
    }
  }

  return {
    async read(justRead, sweptAt) {
      if (sweptAt !== lastSweptAt) failures.clear()
      lastSweptAt = sweptAt
      const ids = keeper
        .unfinished()
        .map((entry) => entry.job_id)
        .filter((job_id) => !justRead.has(job_id) && isJobId(job_id))
        .filter((job_id) => (failures.get(job_id) ?? 0) < MOST_FAILURES)
      if (ids.length > MOST_ONE_BY_ONE) return new Set(ids)
      let before: UpstreamError | null = null
      for (const job_id of ids) {
        const error = await readOne(job_id)
        if (error && before) throw error
        before = error
      }
      return null
    },
  }
}
