import { type MirroredJob, toHyperParameters } from './job'
import type { Outlook } from './outlook'
import { parseNumber } from './search'
import { toHyperParameterText } from './search-texts'
import type { LogSummary } from './training-log'

/** An estimate of how far a running training is; `null` where it cannot be known. */
export type Progress = {
  /** 0 to 1, of the steps where the log tells how many there will be, else of the epochs asked for. */
  readonly share: number | null
  /** When it would end at the pace so far, milliseconds since 1970. */
  readonly expectedEndAt: number | null
}

/** Before this share the pace says nothing yet. */
const LEAST_SHARE = 0.02
/** A time that lies in the past or beyond so many milliseconds (60 days) is no estimate. */
const LONGEST_MS = 60 * 86_400_000

/**
 * How far a running job is.
 * @param readAt when the log said so, `startedAt` when the training began, both in milliseconds since 1970
 */
export function toProgress(
  entry: MirroredJob,
  summary: LogSummary,
  readAt: number | null,
  startedAt: number | null,
): Progress | null {
  if (entry.status !== 'RUNNING') return null
  const share = toShare(summary, toEpochs(entry))
  if (share === null || share < LEAST_SHARE || readAt === null || startedAt === null || readAt <= startedAt)
    return { share, expectedEndAt: null }
  const leftMs = ((readAt - startedAt) * (1 - share)) / share
  return { share, expectedEndAt: leftMs > LONGEST_MS ? null : Math.round(readAt + leftMs) }
}

/** The outlook of a running job, arguments as of {@link toProgress}; `null` where it cannot be known. */
export function toOutlook(
  entry: MirroredJob,
  summary: LogSummary,
  readAt: number | null,
  startedAt: number | null,
): Outlook | null {
  const expectedEndAt = toProgress(entry, summary, readAt, startedAt)?.expectedEndAt ?? null
  return startedAt === null || expectedEndAt === null ? null : { startedAt, expectedEndAt }
}

/** An end that moved by less than this share of the training is the same: not each line of a log is news to a list. */
const LEAST_NEWS = 0.02

/** Whether an outlook says something else than the one before. */
export function isOtherOutlook(before: Outlook | null, now: Outlook | null): boolean {
  if (before === null || now === null) return before !== now
  const moved = Math.abs(now.expectedEndAt - before.expectedEndAt)
  return now.startedAt !== before.startedAt || moved > LEAST_NEWS * (now.expectedEndAt - now.startedAt)
}

function toShare({ steps, max_steps, epoch }: LogSummary, epochs: number | null): number | null {
  if (steps !== null && max_steps !== null && max_steps > 0) return Math.min(1, steps / max_steps)
  return epoch === null || epochs === null ? null : Math.min(1, epoch / epochs)
}

/** `n_epochs` as it was declared; a default that was not sent is not invented. */
function toEpochs({ job }: MirroredJob): number | null {
  const value = toHyperParameters(job).n_epochs
  const epochs = value === undefined ? null : parseNumber(toHyperParameterText(value))
  return epochs !== null && epochs > 0 ? epochs : null
}
