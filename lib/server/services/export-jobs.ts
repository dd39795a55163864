import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { countNames, createNameCounts, toAdded, toCsvLine, toExportColumns } from '@/lib/jobs/export-columns'
import type { MirroredJob } from '@/lib/jobs/job'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import { type ExportFormat, type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import { selectJobs } from '@/lib/jobs/select'
import { requireJobs, toAnsweredJob } from './list-jobs'
import type { Services } from './services'

/** So many jobs are written in one go, in some milliseconds; the server answers others in between. */
const PIECE = 100
/** Excel reads a file as UTF-8 where it begins so. */
const BOM = '\ufeff'

/**
 * Every job that matches, in the order of the query, piece by piece as they are taken: nothing is kept of what was
 * given. `now` (ms since 1970) is what relative dates are relative to.
 * @throws ApiError 503 while nothing was ever read
 */
export async function* exportJobs(
  services: Services,
  query: JobsQuery,
  format: ExportFormat,
): AsyncGenerator<string, void> {
  const { mirror, clock, prices, names } = services
  mirror.look()
  await mirror.searchable()
  requireJobs(services, query.source)
  const everything = { ...query, page_no: 1, page_size: Number.MAX_SAFE_INTEGER }
  const { rows } = selectJobs(mirror.snapshot(), everything, clock(), names)
  if (format === 'jsonl') {
    yield* inPieces(rows, (entry) => {
      const job = toAnsweredJob(entry)
      return `${JSON.stringify({ ...job, tuneboard: toAdded(entry, job, prices, names) })}\n`
    })
    return
  }
  const counts = createNameCounts()
  for await (const _ of inPieces(rows, ({ job }) => {
    countNames(counts, job)
    return ''
  })) {
    // Only the names are wanted: the head of the table comes before its rows.
  }
  const columns = toExportColumns(counts, services.hasSources)
  yield BOM + toCsvLine(columns.map(({ head }) => head))
  yield* inPieces(rows, (entry) => {
    const { job } = entry
    const added = toAdded(entry, job, prices, names)
    return toCsvLine(columns.map(({ toText }) => toText(job, added)))
  })
}

async function* inPieces(
  rows: readonly MirroredJob[],
  write: (entry: MirroredJob) => string,
): AsyncGenerator<string, void> {
  for (let from = 0; from < rows.length; from += PIECE) {
    await setImmediate()
    yield rows
      .slice(from, from + PIECE)
      .map(write)
      .join('')
  }
}

/** A file name that tells the query: `tuneboard-jobs_model=qwen3-14b_status=FAILED_2026-11-24.csv`. */
export function toExportName(query: JobsQuery, format: ExportFormat, now: number): string {
  const search = serializeJobsQuery({ ...query, page_no: 1, page_size: PAGE_SIZE }, { page_size: PAGE_SIZE })
  const words = decodeURIComponent(search.replaceAll('+', ' '))
    // What some file system does not take.
    .replace(/[\p{C}\\/:*?"<>|]+/gu, '-')
    .replaceAll('&', '_')
  const day = new Date(now).toISOString().slice(0, 10)
  const told = [...words].slice(0, 120).join('')
  return `${['tuneboard-jobs', told, day].filter((part) => part !== '').join('_')}.${format}`
}

/** Text as a stream that makes no more than is taken. */
export function toByteStream(pieces: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await pieces.return()
      },
    },
    { highWaterMark: 1 },
  )
}
