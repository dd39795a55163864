import 'server-only'
import type { AuthRecords, TokenRecord } from '../store/auth-records'
import { createSecret, hashSecret } from './secret'

const DAY_MS = 86_400_000
const PREFIX = 'tbk_'
/** How exact the last use of a token is kept. */
const TOUCH_MS = 60_000

/**
 * Makes a token for scripts and gives its text, which is kept nowhere; `null` where the name is taken. `scope` is the
 * one path with query that it shall be good for, or `null` for everything.
 */
export async function createToken(
  records: AuthRecords,
  { name, days, scope = null }: { name: string; days: number | null; scope?: string | null },
  now: number,
): Promise<string | null> {
  const token = PREFIX + createSecret()
  const added = await records.addToken({
    name,
    hash: hashSecret(token),
    scope,
    createdAt: now,
    expiresAt: days === null ? null : now + days * DAY_MS,
    usedAt: null,
  })
  return added ? token : null
}

/** The token of this text, if it is good for that scope now; notes that it was used. */
export async function findToken(
  records: AuthRecords,
  text: string,
  scope: string | null,
  now: number,
): Promise<TokenRecord | null> {
  if (!text.startsWith(PREFIX)) return null
  const record = await records.findToken(hashSecret(text))
  if (!record || record.scope !== scope || isOver(record, now)) return null
  if (now - (record.usedAt ?? 0) > TOUCH_MS) await records.touchToken(record.hash, now).catch(() => {})
  return record
}

/** Whether a token has ended at `now`, in ms since 1970. */
export function isOver({ expiresAt }: TokenRecord, now: number): boolean {
  return expiresAt !== null && expiresAt <= now
}
