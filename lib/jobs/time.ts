import type { Json } from './json'

/** DashScope writes times in this zone and does not say so (UTC+8, no summer time). */
export const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?$/

/**
 * Milliseconds since 1970 (UTC) of a time as DashScope writes it, `2024-10-29 16:53:53` or with a `T`, in Beijing
 * time unless a zone is written. `null` for anything else.
 */
export function parseDashScopeTime(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null
  const match = LOCAL_TIME.exec(value.trim())
  if (!match) return null
  const time = Date.parse(`${match[1]}T${match[2]}${match[3] ?? '+08:00'}`)
  return Number.isNaN(time) ? null : time
}
