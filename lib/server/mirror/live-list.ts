import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import type { ListQuery } from '../dashscope/client'
import type { AccountCheck } from './admission'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import type { Reader } from './reader'
import type { SingleFlight } from './single-flight'

export type LiveList = {
  readonly page_no: number
  readonly page_size: number
  /** Jobs that match; `null` where DashScope did not say. */
  readonly total: number | null
  /** In DashScope's order. */
  readonly jobs: readonly MirroredJob[]
}

/** Meanwhile many may ask the same: an answer is good for so long. */
const GOOD_MS = 5_000
const MOST_KEPT = 100

/** Makes the function that passes a query to DashScope as it is. It throws UpstreamError when that fails. */
export function createLiveLister(parts: {
  keeper: Keeper
  account: AccountCheck
  reader: Reader
  clock: Clock
  singleFlight: SingleFlight
}): (query: ListQuery) => Promise<LiveList> {
  const { keeper, account, reader, clock, singleFlight } = parts
  const kept = new Map<string, { list: LiveList; at: number }>()

  async function ask(key: string, query: ListQuery): Promise<LiveList> {
    const { page, order } = await reader.list('demand', query)
    const taken = account.isSame() && (await keeper.offer({ jobs: page.jobs, order }, true))
    if (taken) keeper.publishSoon()
    const list = {
      page_no: query.page_no,
      page_size: query.page_size,
      total: page.total,
      jobs: page.jobs.map((job) => (taken && keeper.get(job.job_id)) || keeper.toEntry(job)),
    }
    const oldest = kept.size >= MOST_KEPT ? kept.keys().next() : null
    if (oldest && !oldest.done) kept.delete(oldest.value)
    kept.set(key, { list, at: clock.now() })
    return list
  }

  return async (query) => {
    const key = `list ${JSON.stringify([query.page_no, query.page_size, query.model ?? ''])}`
    const before = kept.get(key)
    if (before && Math.abs(clock.now() - before.at) < GOOD_MS) return before.list
    kept.delete(key)
    return singleFlight(key, () => ask(key, query))
  }
}
