import 'server-only'
import { createLogCurves, type LogCurves } from '@/lib/jobs/curves'
import type { MirroredJob } from '@/lib/jobs/job'
import { createTrainingLogReader, type TrainingLogReader } from '@/lib/jobs/training-log'
import type { UpstreamError } from '../dashscope/upstream-error'

/** Reads the numbers of a log that comes piece by piece, and makes curves of them when somebody draws. */
export type NumbersReader = TrainingLogReader & {
  /** The same ones until more lines come. */
  curves(): LogCurves
}

/** Makes a reader that has read no line yet. */
export function createNumbersReader(): NumbersReader {
  const reader = createTrainingLogReader()
  let made: LogCurves | null = null
  return {
    metrics: reader.metrics,
    add(lines) {
      made = null
      reader.add(lines)
    },
    curves() {
      made ??= createLogCurves(reader.metrics().points)
      return made
    },
  }
}

/** What a log comes to without its lines. Times are milliseconds since 1970. */
export type LogNumbers = Pick<NumbersReader, 'metrics' | 'curves'> & {
  /** When DashScope last answered; `null` before it did. */
  readonly readAt: number | null
  /** The job is over, and all of its log is here. */
  readonly isFinal: boolean
  /** Why the last question failed; `null` when it went well. */
  readonly error: UpstreamError | null
}

/** Numbers of final logs in memory, at 30 bytes: some 40 logs of 5,000 points. */
const MOST_NUMBERS = 1_000_000

/**
 * Makes what gives the numbers of logs, and keeps those of final ones longer than their lines: what was parsed once is
 * not parsed again for each view of a comparison.
 */
export function createNumberShelf(
  read: (entry: MirroredJob) => Promise<LogNumbers>,
  most = MOST_NUMBERS,
): (entry: MirroredJob) => Promise<LogNumbers> {
  /** By job, the one that was asked for last at the end. */
  const shelf = new Map<string, { numbers: LogNumbers; count: number }>()
  let total = 0

  function put(job_id: string, numbers: LogNumbers): void {
    const { points } = numbers.metrics()
    const count = points.reduce((sum, point) => sum + Object.keys(point).length, 1)
    shelf.set(job_id, { numbers, count })
    total += count
    for (const [oldest, { count }] of shelf) {
      if (total <= most || oldest === job_id) return
      shelf.delete(oldest)
      total -= count
    }
  }

  return async (entry) => {
    const { job_id } = entry
    const known = shelf.get(job_id)
    if (known) {
      shelf.delete(job_id)
      shelf.set(job_id, known)
      return known.numbers
    }
    // What is read has the lines beside its numbers, which are not to stay for them.
    const { readAt, isFinal, error, metrics, curves } = await read(entry)
    const numbers = { readAt, isFinal, error, metrics, curves }
    if (isFinal && !shelf.has(job_id)) put(job_id, numbers)
    return numbers
  }
}
