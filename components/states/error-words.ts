import { toErrorInfo } from '@/lib/api/errors'
import type { MessageKey, Translate } from '@/lib/messages/translator'

/** What a code means and what to do about it; `null` where nobody knows the code. */
export function toErrorWords(code: string, t: Translate): { meaning: string; action: string } | null {
  const info = toErrorInfo(code)
  if (!info) return null
  return { meaning: t(`${info.key}.meaning` as MessageKey), action: t(`${info.key}.action` as MessageKey) }
}
