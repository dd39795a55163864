import type { Totals } from '@/lib/api/jobs'
import { type StatusTone, toStatusInfo } from '@/lib/jobs/status'

const TONES: readonly StatusTone[] = ['succeeded', 'failed', 'running', 'waiting', 'off']

export type ToneCount = {
  readonly tone: StatusTone
  readonly jobs: number
  readonly statuses: readonly string[]
}

/** Jobs by tone, the finest that an eye tells apart in a bar; each with the statuses that it stands for. */
export function selectToneCounts({ by_status }: Totals): ToneCount[] {
  return TONES.flatMap((tone) => {
    const statuses = Object.keys(by_status).filter((status) => toStatusInfo(status).tone === tone)
    const jobs = statuses.reduce((sum, status) => sum + (by_status[status] ?? 0), 0)
    return jobs > 0 ? [{ tone, jobs, statuses }] : []
  })
}
