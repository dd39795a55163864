import 'server-only'
import type { Logger } from 'pino'

export type AuditEvent = 'sign-in' | 'sign-in-failed' | 'sign-out' | 'refused' | 'token-used'

export type Audit = (
  event: AuditEvent,
  fields: { peer: string; requestId: string; [field: string]: string | number | null },
) => void

/** Whatever somebody else chose is cut here; that it cannot forge a line is JSON's doing. */
const LONGEST = 200

/**
 * A line for each sign-in, sign-out, refusal and use of a token, at every LOG_LEVEL but `silent`: structured, so that no
 * name or address can look like another line or field.
 */
export function createAudit(log: Logger): Audit {
  const line = log.level === 'silent' ? log : log.child({}, { level: 'info' })
  return (audit, fields) => {
    const short = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, LONGEST) : value,
    ])
    line.info({ audit, ...Object.fromEntries(short) }, `audit: ${audit}`)
  }
}
