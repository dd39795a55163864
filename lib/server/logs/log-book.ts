import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { isOtherOutlook, toOutlook } from '@/lib/jobs/job-progress'
import { toLogStart } from '@/lib/jobs/job-timeline'
import type { Json } from '@/lib/jobs/json'
import { UpstreamError } from '../dashscope/upstream-error'
import type { Priority } from '../mirror/limiter'
import { nextTurn } from '../mirror/next-turn'
import { LINES_A_PIECE } from '../store/log-store'
import { append, type Book, createBook, type KnownLog, startAnew, toKnown, wake } from './book'
import { isSettled } from './is-settled'
import { createJobTurns } from './job-turns'
import { createNumberShelf, type LogNumbers } from './log-numbers'
import type { LogParts } from './log-parts'

export type LogBook = {
  /**
   * The log of a job as of now. What is due is asked for, for all who ask at once; resolves when so many lines are
   * here (or there are no more), when DashScope fails, or after `patienceMs`. Never rejects.
   * @param lines `Infinity` for all
   */
  read(entry: MirroredJob, lines: number, patienceMs?: number): Promise<KnownLog>
  /** What the log of a job comes to as of now, read as above; of a final log it is at hand longer than its lines. */
  numbers(entry: MirroredJob): Promise<LogNumbers>
  /** Reads a log to its end when nobody waits for it; says whether it is final and safe in the store. */
  archive(entry: MirroredJob): Promise<boolean>
}

const PATIENCE_MS = 5_000
/** Lines of all logs in memory that nobody reads; a line is about 200 bytes there. */
const MOST_LINES = 100_000
const MOST_BOOKS = 200

/** Makes what reads logs and keeps them. */
export function createLogBook(parts: LogParts): LogBook {
  const { source, mirror, store, clock, log } = parts
  const refreshMs = parts.refreshSeconds * 1000
  /** By job, the one that was asked for last at the end. */
  const books = new Map<string, Promise<Book>>()
  const inTurn = createJobTurns(parts)

  function open(job_id: string): Promise<Book> {
    const known = books.get(job_id) ?? load(job_id)
    books.delete(job_id)
    books.set(job_id, known)
    return known
  }

  async function load(job_id: string): Promise<Book> {
    const book = createBook()
    await restore(book, job_id)
    return book
  }

  /** Takes what the store has beyond what is in memory. A store that fails has nothing. */
  async function restore(book: Book, job_id: string): Promise<void> {
    try {
      const stored = await store.logs.log(source, job_id)
      if (!stored || (book.readAt ?? 0) >= stored.readAt) return
      if (stored.lines < book.lines.length) startAnew(book)
      while (book.lines.length < stored.lines) {
        const at = Math.floor(book.lines.length / LINES_A_PIECE)
        const piece = await store.logs.piece(source, job_id, at)
        const rest = piece?.slice(book.lines.length - at * LINES_A_PIECE) ?? []
        // A damaged piece: from there on it is read again.
        if (rest.length === 0) return
        append(book, rest)
        book.savedLines = book.lines.length
        await nextTurn()
      }
      book.total = stored.total
      book.readAt = stored.readAt
      book.isFinal = stored.isFinal
      book.isSavedFinal = stored.isFinal
      book.askedAt = Math.max(book.askedAt, stored.readAt)
    } catch (error) {
      log.warn({ job_id, error: String(error) }, 'a stored log cannot be read')
    }
  }

  function isDue(book: Book, entry: MirroredJob): boolean {
    const isLongAgo = Math.abs(clock.now() - book.askedAt) >= refreshMs
    if (book.isFinal) return isLongAgo && !book.isSavedFinal
    if (isWaiting(entry) && book.lines.length === 0) return false
    const changed = book.askedStatus !== entry.status && book.error === null
    return changed || isLongAgo
  }

  function begin(book: Book, entry: MirroredJob, priority: Priority): Promise<void> {
    book.reading ??= readOn(book, entry, priority).finally(() => {
      book.reading = null
      wake(book)
      forgetOld()
    })
    return book.reading
  }

  async function readOn(book: Book, entry: MirroredJob, priority: Priority): Promise<void> {
    const { job_id } = entry
    const isRead = async () => {
      await restore(book, job_id)
      return book.isFinal || (book.readAt ?? 0) > clock.now() - refreshMs
    }
    try {
      if (!book.isFinal) await inTurn(job_id, isRead, () => askOn(book, entry, priority))
      book.askedAt = clock.now()
      book.askedStatus = entry.status
      if (!book.isFinal && book.error === null && isComplete(book, entry)) book.isFinal = true
      if (book.savedLines < book.lines.length || book.isSavedFinal !== book.isFinal) await save(book, entry)
    } catch (error) {
      log.warn({ job_id, error: String(error) }, 'a log cannot be kept')
    }
  }

  /** Asks for what is not here yet, to the end of the log. */
  async function askOn(book: Book, entry: MirroredJob, priority: Priority): Promise<void> {
    const { job_id } = entry
    try {
      for (;;) {
        const offset = book.lines.length
        const askedAt = clock.now()
        const page = await mirror.ask(
          `logs ${job_id}`,
          (client, signal) => client.getLogs(job_id, { offset, line: LINES_A_PIECE }, signal),
          priority,
        )
        const total = page.total ?? offset + page.logs.length
        // Shorter than before: it is another log.
        if (total < offset) {
          startAnew(book)
          continue
        }
        append(book, page.logs)
        book.total = Math.max(total, book.lines.length)
        book.readAt = askedAt
        book.error = null
        wake(book)
        const isEnd =
          page.logs.length === 0 ||
          (page.total === null ? page.logs.length < LINES_A_PIECE : book.lines.length >= total)
        if (isEnd) return
        await save(book, entry)
      }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      book.error = error
    }
  }

  function isComplete(book: Book, entry: MirroredJob): boolean {
    return (
      book.lines.length >= book.total && isSettled(entry, clock.now(), book.reader.metrics().summary.complete)
    )
  }

  /** Keeps what the store lacks. */
  async function save(book: Book, entry: MirroredJob): Promise<void> {
    const { job_id } = entry
    const { lines, total, readAt, isFinal } = book
    if (readAt === null) return
    const pieces = new Map<number, Json[]>()
    for (
      let piece = Math.floor(book.savedLines / LINES_A_PIECE);
      piece * LINES_A_PIECE < lines.length;
      piece++
    )
      pieces.set(piece, lines.slice(piece * LINES_A_PIECE, (piece + 1) * LINES_A_PIECE))
    const { summary } = book.reader.metrics()
    const { best_eval_loss, final_loss, steps } = summary
    const figures = isFinal ? { best_eval_loss, final_loss, steps } : null
    const saved = { lines: lines.length, total, readAt, isFinal, figures }
    const isWhole = !isFinal && lines.length >= total
    const outlook = isWhole ? toOutlook(entry, summary, readAt, toLogStart(lines)) : book.outlook
    const isNews = isOtherOutlook(book.outlook, outlook)
    await store.logs.saveLog(source, job_id, saved, pieces, isNews ? outlook : undefined)
    if (isNews) book.outlook = outlook
    book.savedLines = saved.lines
    book.isSavedFinal = isFinal
    if (isFinal || isNews) void mirror.learnLogs()
  }

  async function forgetOld(): Promise<void> {
    let lines = 0
    let count = 0
    for (const [job_id, opened] of [...books].reverse()) {
      const book = await opened
      lines += book.lines.length
      count++
      const isFirst = count === 1
      if (!isFirst && (lines > MOST_LINES || count > MOST_BOOKS) && !book.reading && book.waiting.size === 0)
        books.delete(job_id)
    }
  }

  async function read(entry: MirroredJob, lines: number, patienceMs = PATIENCE_MS): Promise<KnownLog> {
    const book = await open(entry.job_id)
    if (isDue(book, entry)) begin(book, entry, 'demand')
    await waitFor(book, lines, patienceMs)
    return toKnown(book)
  }

  return {
    read,
    numbers: createNumberShelf((entry) => read(entry, Number.POSITIVE_INFINITY)),
    async archive(entry) {
      const book = await open(entry.job_id)
      if (!book.isSavedFinal) await begin(book, entry, 'sweep')
      return book.isSavedFinal
    },
  }

  function waitFor(book: Book, lines: number, patienceMs: number): Promise<void> {
    const isThere = () => !book.reading || book.lines.length >= lines
    if (isThere()) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        book.waiting.delete(look)
        resolve()
      }
      const look = () => {
        if (isThere()) end()
      }
      const cancel = clock.after(patienceMs, end)
      book.waiting.add(look)
    })
  }
}

/** The log of a job that has not begun is empty. Source: "Query the log of a fine-tuning job", DashScope API reference. */
function isWaiting({ status }: MirroredJob): boolean {
  return status === 'PENDING' || status === 'QUEUING'
}
