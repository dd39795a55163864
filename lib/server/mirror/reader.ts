import 'server-only'
import type { Job } from '@/lib/jobs/job'
import type { JobsPage } from '../dashscope/answers'
import type { ListQuery } from '../dashscope/client'
import type { Caller } from './caller'
import type { Clock } from './clock'
import type { Keeper } from './keeper'
import type { Priority } from './limiter'

/**
 * When a question left, after all waiting: `order` as in Keeper, `askedAt` in milliseconds since 1970. What it asked for
 * is as true as that moment.
 */
type Asked = { readonly order: number; readonly askedAt: number }

export type ReadPage = Asked & { readonly page: JobsPage }
type ReadJob = Asked & { readonly job: Job }

type ListOptions = {
  /** Is called when the question leaves. */
  readonly onAsk?: () => void
  /** The how manieth attempt to read this page it is, from 1. */
  readonly attempt?: number
}

export type Reader = {
  list(priority: Priority, query: ListQuery, options?: ListOptions): Promise<ReadPage>
  job(priority: Priority, job_id: string): Promise<ReadJob>
}

/** Makes what asks for jobs, and notes when. */
export function createReader({
  caller,
  keeper,
  clock,
}: {
  caller: Pick<Caller, 'call'>
  keeper: Keeper
  clock: Clock
}): Reader {
  const toAsked = (): Asked => ({ order: keeper.nextOrder(), askedAt: clock.now() })
  return {
    list: (priority, query, { onAsk, attempt } = {}) =>
      caller.call(
        priority,
        'account',
        async (client, signal) => {
          const asked = toAsked()
          onAsk?.()
          return { ...asked, page: await client.listJobs(query, signal, attempt) }
        },
        attempt,
      ),
    job: (priority, job_id) =>
      caller.call(priority, 'job', async (client, signal) => {
        const asked = toAsked()
        return { ...asked, job: await client.getJob(job_id, signal) }
      }),
  }
}
