import type { ReactNode } from 'react'
import { type StatusTone, toStatusInfo } from '@/lib/jobs/status'
import type { Translate } from '@/lib/messages/translator'
import { toStatusLabel } from './status-label'
import { StatusShape } from './status-shape'

const TONES: Record<StatusTone, string> = {
  succeeded: 'bg-succeeded-ground text-succeeded',
  failed: 'bg-failed-ground text-failed',
  running: 'bg-running-ground text-running',
  waiting: 'bg-waiting-ground text-waiting',
  off: 'bg-off-ground text-off',
}

/** A status in word, shape and colour. One that DashScope has never documented is shown as it came. */
export function StatusBadge({ status, t }: { status: string; t: Translate }): ReactNode {
  const { tone } = toStatusInfo(status)
  return (
    <span
      className={`inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-full pr-2.5 pl-2 text-aside font-medium ${TONES[tone]}`}
    >
      <StatusShape tone={tone} />
      <span className="truncate">{toStatusLabel(status, t)}</span>
    </span>
  )
}
