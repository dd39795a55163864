import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'
import { toStatusInfo } from '@/lib/jobs/status'

/** Last lines may come after a job has ended; later than this none is waited for. */
const GRACE_MS = 60_000

/** Whether DashScope says that the job has ended. `end_time` comes in a terminal state only. */
export function isOver(entry: MirroredJob): boolean {
  return entry.endedAt !== null || toStatusInfo(entry.status).terminal
}

/**
 * Whether nothing more comes to what a job leaves behind. `now` in ms since 1970.
 * @param isMarked the log says itself that it has come to its end
 */
export function isSettled(entry: MirroredJob, now: number, isMarked: boolean): boolean {
  if (!isOver(entry)) return false
  return isMarked || Math.abs(now - (entry.endedAt ?? 0)) > GRACE_MS
}
