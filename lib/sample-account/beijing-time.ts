import { BEIJING_OFFSET_MS } from '../jobs/time'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Milliseconds since 1970 (UTC) as DashScope writes a job's time: `2024-10-29 16:53:53`, in Beijing. */
export function formatBeijingTime(ms: number): string {
  return toBeijingIso(ms).slice(0, 19).replace('T', ' ')
}

/** As DashScope writes a checkpoint's time: `2026-05-27T18:07:16`, in Beijing. */
export function formatCheckpointTime(ms: number): string {
  return toBeijingIso(ms).slice(0, 19)
}

/** As a training log writes it: `2024-10-29 17:03:47,719`, in Beijing. */
export function formatLogTime(ms: number): string {
  return toBeijingIso(ms).slice(0, 23).replace('T', ' ').replace('.', ',')
}

/** The part of a job id that is its minute in Beijing: `202410291653`. */
export function formatMinute(ms: number): string {
  const iso = toBeijingIso(ms)
  return iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10) + iso.slice(11, 13) + iso.slice(14, 16)
}

/** Whole days since 1970 in Beijing. */
export function toBeijingDay(ms: number): number {
  return Math.floor((ms + BEIJING_OFFSET_MS) / DAY)
}

/** The first moment of a day in Beijing, in milliseconds since 1970 (UTC). */
export function toDayStart(day: number): number {
  return day * DAY - BEIJING_OFFSET_MS
}

function toBeijingIso(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString()
}
