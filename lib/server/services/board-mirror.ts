import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { parseJobRef, toJobRef } from '@/lib/jobs/job-ref'
import { ApiError } from '../api-error'
import type { ListQuery } from '../dashscope/client'
import { UpstreamError } from '../dashscope/upstream-error'
import type { LiveList } from '../mirror/live-list'
import type { Mirror } from '../mirror/mirror'
import type { Publisher } from '../mirror/publisher'
import type { BoardStatus } from '../mirror/status'
import { mergeStatuses } from './merge-statuses'

/** What the board shows of its accounts together. The mirror of the only one is it by itself. */
export type BoardMirror = Pick<Mirror, 'snapshot' | 'searchable' | 'ready' | 'look' | 'refresh'> & {
  /** Of these sources, as a query names them; of all where it names none. */
  status(sources?: readonly string[]): BoardStatus
  /** As in Mirror; of several sources a query has to name one, for no page can be put together of several. */
  listLive(query: ListQuery, sources?: readonly string[]): Promise<LiveList>
  /**
   * Finds a job by its id or, of several sources, by `source:job_id`. As in Mirror; and it throws an ApiError 409 where
   * several sources have a job of the id.
   */
  findJob(ref: string): Promise<MirroredJob | null>
}

/** One of several sources. */
export type NamedMirror = { readonly name: string; readonly mirror: Mirror }

/** Makes what shows several accounts, whose mirrors share the publisher. What one of them cannot do holds up no other. */
export function createBoardMirror(sources: readonly NamedMirror[], publisher: Publisher): BoardMirror {
  const names = sources.map(({ name }) => name)
  /** Of a query for accounts that are not here all of them tell that there is nothing. */
  const select = (asked: readonly string[] = []) => {
    const found = sources.filter(({ name }) => asked.includes(name))
    return found.length > 0 ? found : sources
  }

  async function findAnywhere(job_id: string): Promise<MirroredJob | null> {
    const known = sources.flatMap(({ mirror }) => mirror.peek(job_id) ?? [])
    if (known.length > 0) return toOnly(known)
    const asked = await Promise.allSettled(sources.map(({ mirror }) => mirror.findJob(job_id)))
    const found = asked.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []))
    const failed = asked.find((one) => one.status === 'rejected')
    if (found.length === 0 && failed) throw failed.reason
    return toOnly(found)
  }

  return {
    snapshot: publisher.current,
    searchable: publisher.searchable,
    ready() {
      const all = sources.map(({ name, mirror }) => ({ name, ...mirror.ready() }))
      if (all.some(({ ready }) => ready)) return { ready: true, reason: null }
      return { ready: false, reason: all.map(({ name, reason }) => `${name}: ${reason}`).join(' ') }
    },
    look() {
      for (const { mirror } of sources) mirror.look()
    },
    async refresh() {
      await Promise.all(sources.map(({ mirror }) => mirror.refresh()))
    },
    status: (asked) => mergeStatuses(select(asked).map(({ name, mirror }) => ({ name, ...mirror.status() }))),
    async listLive(query, asked = []) {
      const [only, ...others] = select(asked)
      if (!only || others.length > 0) throw toNotOne()
      return only.mirror.listLive(query)
    },
    async findJob(ref) {
      const { source, job_id } = parseJobRef(ref, names)
      const own = sources.find(({ name }) => name === source)
      return own ? own.mirror.findJob(job_id) : findAnywhere(job_id)
    },
  }
}

function toOnly(found: readonly MirroredJob[]): MirroredJob | null {
  if (found.length < 2) return found[0] ?? null
  const refs = found.map(toJobRef).join(', ')
  throw new ApiError(409, 'AmbiguousJobId', `Several accounts have a job of this id: ${refs}.`)
}

function toNotOne(): UpstreamError {
  const message = 'A list of several accounts is no question to DashScope.'
  return new UpstreamError({ kind: 'not-sent', code: 'NotReady', message })
}
