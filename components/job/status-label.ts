import { STATUSES } from '@/lib/jobs/status'
import type { MessageKey, Translate } from '@/lib/messages/translator'

const KNOWN = new Set(STATUSES.map(({ value }) => value))

/** The word for a status in the reader's language; an unknown one is its own word. */
export function toStatusLabel(status: string, t: Translate): string {
  return KNOWN.has(status) ? t(`status.${status}` as MessageKey) : status
}
