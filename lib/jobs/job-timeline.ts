import type { MirroredJob } from './job'
import type { Json } from './json'
import { toLogText } from './log-entry'
import { toStatusInfo } from './status'
import { parseDashScopeTime } from './time'

/** A status that a job was seen to have. Times are milliseconds since 1970. */
export type SeenStatus = { readonly status: string; readonly observedAt: number }

/** `created` and `ended` are DashScope's own times; `seen` is when the board first saw that status. */
export type TimelineMoment = {
  readonly kind: 'created' | 'seen' | 'ended'
  /** `null` at `created`. */
  readonly status: string | null
  readonly at: number
}

export type Timeline = {
  /** Oldest first. */
  readonly moments: readonly TimelineMoment[]
  /** When the training began, as the log says or the board saw it; `null` where neither is known. */
  readonly startedAt: number | null
  /** From creation to the start, whole seconds. */
  readonly queue_seconds: number | null
  /** From the start to the end of an ended job, whole seconds. */
  readonly training_seconds: number | null
}

/** The life of a job, from what DashScope says, what the board saw (oldest first), and the first lines of the log. */
export function toTimeline(
  entry: MirroredJob,
  seen: readonly SeenStatus[],
  firstLines: readonly Json[],
): Timeline {
  const { createdAt, endedAt, status } = entry
  const lastSeen = seen.at(-1)
  const endSeenAt = lastSeen && toStatusInfo(lastSeen.status).terminal ? lastSeen.observedAt : null
  // What was first seen after its end was never seen to change.
  const during = seen.filter((event) => !toStatusInfo(event.status).terminal)
  const wasWaiting = during[0] !== undefined && isWaiting(during[0].status)
  const firstRun = during.find((event) => event.status === 'RUNNING')
  const seenStart = wasWaiting && firstRun ? firstRun.observedAt : null
  const startedAt = toLogStart(firstLines) ?? seenStart
  const moments: TimelineMoment[] = []
  if (createdAt !== null) moments.push({ kind: 'created', status: null, at: createdAt })
  for (const event of during) moments.push({ kind: 'seen', status: event.status, at: event.observedAt })
  if (endedAt !== null) moments.push({ kind: 'ended', status, at: endedAt })
  else if (endSeenAt !== null) moments.push({ kind: 'seen', status, at: endSeenAt })
  return {
    moments: moments.sort((a, b) => a.at - b.at),
    startedAt,
    queue_seconds: toSeconds(createdAt, startedAt),
    training_seconds: toSeconds(startedAt, endedAt),
  }
}

const LOG_TIME = /^\s*(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})[,. ]/
const FIRST_LINES = 20

/** When the first line was written that tells a time; `null` where none of the first ones does. */
export function toLogStart(lines: readonly Json[]): number | null {
  for (const line of lines.slice(0, FIRST_LINES)) {
    const time = parseDashScopeTime(LOG_TIME.exec(toLogText(line))?.[1])
    if (time !== null) return time
  }
  return null
}

function isWaiting(status: string): boolean {
  return status === 'PENDING' || status === 'QUEUING'
}

/** Clocks may differ by a little; more than that is no time that one can tell. */
function toSeconds(from: number | null, to: number | null): number | null {
  if (from === null || to === null || to < from - 60_000) return null
  return Math.max(0, Math.round((to - from) / 1000))
}
