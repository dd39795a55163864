import type { ReactNode } from 'react'
import { toStatusInfo } from '@/lib/jobs/status'
import type { Translate } from '@/lib/messages/translator'
import { toStatusLabel } from './status-label'

/** A status in word, shape and colour. One that DashScope has never documented is shown as it came. */
export function StatusBadge({ status, t }: { status: string; t: Translate }): ReactNode {
  return <span className={`badge ${toStatusInfo(status).tone}`}>{toStatusLabel(status, t)}</span>
}
