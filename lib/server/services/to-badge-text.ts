import 'server-only'
import type { Totals } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import { STATUSES, type StatusTone, toStatusInfo } from '@/lib/jobs/status'
import type { MessageKey, Translate } from '@/lib/messages/translator'

const LONGEST_NAME = 40

/** What a badge says: of one job its name and status, of many how many run or failed, or how many there are. */
export function toBadgeText(
  { job, totals }: { job: MirroredJob | undefined; totals: Totals },
  { t, number }: Reader,
): { label: string; value: string; tone: StatusTone } {
  if (job) {
    const name = [...job.job_name].slice(0, LONGEST_NAME).join('')
    return { label: name, value: toLabel(job.status, t), tone: toStatusInfo(job.status).tone }
  }
  const counted = (status: string) => {
    const count = totals.by_status[status] ?? 0
    return count > 0 ? [t('badge.count', { count: number(count), status: toLabel(status, t) })] : []
  }
  const [failed, running] = [counted('FAILED'), counted('RUNNING')]
  const tone = failed.length > 0 ? 'failed' : running.length > 0 ? 'running' : 'succeeded'
  const value = [...running, ...failed].join(', ') || t('badge.jobs', { count: totals.jobs })
  return { label: t('badge.label'), value, tone: totals.jobs === 0 ? 'off' : tone }
}

function toLabel(status: string, t: Translate): string {
  const isKnown = STATUSES.some(({ value }) => value === status)
  return isKnown ? t(`status.${status}` as MessageKey) : status
}
