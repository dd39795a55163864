import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import type { UpstreamError } from '../dashscope/upstream-error'
import { toUnread } from './log-state'

/** So long a page waits for what was never read before it says that it is being asked for. */
export const SOON_MS = 800

type Known = { readonly readAt: number | null; readonly error: UpstreamError | null }

/** Whether there is no answer at all yet, be it an error. A job that has not begun has none to give. */
export function isUnanswered({ readAt, error }: Known, { status }: Pick<MirroredJob, 'status'>): boolean {
  return readAt === null && error === null && !isWaiting(status)
}

/** @throws ApiError 503 for what was never read; that of a job that has not begun is empty */
export function requireRead(known: Known, entry: Pick<MirroredJob, 'status'>, what = 'The log'): void {
  if (isUnanswered(known, entry) || (known.readAt === null && known.error)) throw toUnread(known.error, what)
}

/** The log of a job that has not begun is empty, and not asked for. */
function isWaiting(status: string): boolean {
  return status === 'PENDING' || status === 'QUEUING'
}
