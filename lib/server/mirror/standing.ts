import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { BreakerState } from './caller'
import type { NoteContent } from './notes'
import type { MirrorStatus } from './status'

/** What is true of the account's mirror in all processes alike. */
export type Standing = Omit<MirrorStatus, 'jobs' | 'problem'>

/** How a mirror stands of which only this much is known. */
export function toRestored(lastSweepAt: number | null, syncedAt: number | null): Standing {
  return {
    synced_at: syncedAt,
    complete: lastSweepAt !== null,
    stale: false,
    error: null,
    sweep: null,
    nextRefreshAt: null,
    lastSweepAt,
    callsLastHour: 0,
    pausedUntil: null,
    breaker: 'closed',
  }
}

/** A standing that nobody keeps up any more. */
export function toLeft(standing: Standing): Standing {
  return { ...standing, sweep: null, nextRefreshAt: null, pausedUntil: null, breaker: 'closed' }
}

/** As other replicas are told. The counterpart of `parseStanding`. */
export function serializeStanding(standing: Standing): { [field: string]: Json } {
  const { error, sweep, ...rest } = standing
  return { ...rest, error: error && { ...error }, sweep: sweep && { ...sweep } }
}

/** What another replica told, of this version or another one. */
export function parseStanding(note: NoteContent): Standing {
  const error = toFields(note.error)
  const sweep = toFields(note.sweep)
  return {
    synced_at: toNumber(note.synced_at),
    complete: note.complete === true,
    stale: note.stale === true,
    error: error && {
      code: String(error.code),
      message: String(error.message),
      request_id: typeof error.request_id === 'string' ? error.request_id : null,
    },
    sweep: sweep && { seen: toNumber(sweep.seen) ?? 0, total: toNumber(sweep.total) },
    nextRefreshAt: toNumber(note.nextRefreshAt),
    lastSweepAt: toNumber(note.lastSweepAt),
    callsLastHour: toNumber(note.callsLastHour) ?? 0,
    pausedUntil: toNumber(note.pausedUntil),
    breaker: toBreaker(note.breaker),
  }
}

function toNumber(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function toFields(value: Json | undefined): { [field: string]: Json } | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

function toBreaker(value: Json | undefined): BreakerState {
  return value === 'open' || value === 'trying' ? value : 'closed'
}
