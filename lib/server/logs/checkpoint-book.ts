import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import { parseDashScopeTime } from '@/lib/jobs/time'
import { UpstreamError } from '../dashscope/upstream-error'
import type { Priority } from '../mirror/limiter'
import { isSettled } from './is-settled'
import { createJobTurns } from './job-turns'
import type { LogParts } from './log-parts'

/** What is known of a job's checkpoints; times are milliseconds since 1970. */
export type KnownCheckpoints = {
  readonly list: readonly { readonly [field: string]: Json }[]
  /** When DashScope last answered; `null` before it did. */
  readonly readAt: number | null
  /** The job is over, and they were read since. */
  readonly isFinal: boolean
  /** Why the last question failed; `null` when it went well. */
  readonly error: UpstreamError | null
}

export type CheckpointBook = {
  /** The checkpoints as of now, asked for when that is due, for all who ask at once; waits at most `patienceMs`. Never rejects. */
  read(entry: MirroredJob, patienceMs?: number): Promise<KnownCheckpoints>
  /** Reads them when nobody waits; says whether what the ended job left is safe in the store. */
  archive(entry: MirroredJob): Promise<boolean>
}

type Book = {
  known: KnownCheckpoints
  askedAt: number
  askedStatus: string
  reading: Promise<void> | null
}

const PATIENCE_MS = 5_000
/** Those of an ended job are still published, and expire. */
const ENDED_MS = 300_000
const MOST_BOOKS = 1_000
const NONE: KnownCheckpoints = { list: [], readAt: null, isFinal: false, error: null }

/** Makes what reads checkpoints and keeps them. */
export function createCheckpointBook(parts: LogParts): CheckpointBook {
  const { source, mirror, store, clock, log } = parts
  const books = new Map<string, Promise<Book>>()
  const inTurn = createJobTurns(parts)

  function open(entry: MirroredJob): Promise<Book> {
    const { job_id } = entry
    const oldest = books.size >= MOST_BOOKS ? books.keys().next() : null
    if (oldest && !oldest.done) books.delete(oldest.value)
    const known = books.get(job_id) ?? load(entry)
    books.set(job_id, known)
    return known
  }

  async function load(entry: MirroredJob): Promise<Book> {
    const book: Book = { known: NONE, askedAt: Number.NEGATIVE_INFINITY, askedStatus: '', reading: null }
    await restore(book, entry)
    return book
  }

  /** A store that fails has nothing. */
  async function restore(book: Book, entry: MirroredJob): Promise<void> {
    const { job_id } = entry
    const stored = await store.logs.checkpoints(source, job_id).catch((error: unknown) => {
      log.warn({ job_id, error: String(error) }, 'stored checkpoints cannot be read')
      return null
    })
    if (!stored || stored.readAt <= (book.known.readAt ?? 0)) return
    book.known = { ...stored, isFinal: isSettled(entry, stored.readAt, false), error: null }
    book.askedAt = Math.max(book.askedAt, stored.readAt)
    book.askedStatus = entry.status
  }

  function isDue({ known, askedAt, askedStatus }: Book, entry: MirroredJob): boolean {
    const now = clock.now()
    const sinceMs = Math.abs(now - askedAt)
    if (known.error === null && askedStatus !== entry.status) return true
    if (!known.isFinal) return sinceMs >= parts.refreshSeconds * 1000
    return sinceMs >= ENDED_MS && known.list.some((one) => (parseDashScopeTime(one.expire_time) ?? 0) > now)
  }

  function begin(book: Book, entry: MirroredJob, priority: Priority): Promise<void> {
    book.reading ??= readNow(book, entry, priority).finally(() => {
      book.reading = null
    })
    return book.reading
  }

  async function readNow(book: Book, entry: MirroredJob, priority: Priority): Promise<void> {
    const { job_id } = entry
    const isRead = async () => {
      await restore(book, entry)
      return !isDue(book, entry)
    }
    const ask = async () => {
      const readAt = clock.now()
      const { checkpoints } = await mirror.ask(
        `checkpoints ${job_id}`,
        (client, signal) => client.getCheckpoints(job_id, signal),
        priority,
      )
      book.known = { list: checkpoints, readAt, isFinal: isSettled(entry, readAt, false), error: null }
      await store.logs.saveCheckpoints(source, job_id, { list: checkpoints, readAt })
    }
    try {
      await inTurn(job_id, isRead, ask)
    } catch (error) {
      if (error instanceof UpstreamError) book.known = { ...book.known, error }
      else log.warn({ job_id, error: String(error) }, 'checkpoints cannot be kept')
    }
    book.askedAt = clock.now()
    book.askedStatus = entry.status
  }

  return {
    async read(entry, patienceMs = PATIENCE_MS) {
      const book = await open(entry)
      if (isDue(book, entry)) begin(book, entry, 'demand')
      const { reading } = book
      if (reading)
        await new Promise<void>((resolve) => {
          const cancel = clock.after(patienceMs, resolve)
          void reading.then(() => {
            cancel()
            resolve()
          })
        })
      return book.known
    },
    async archive(entry) {
      const book = await open(entry)
      if (!book.known.isFinal) await begin(book, entry, 'sweep')
      return book.known.isFinal
    },
  }
}
