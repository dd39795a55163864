import type { ReactNode } from 'react'
import { Notice } from '@/components/states/notice'
import type { Translate } from '@/lib/messages/translator'

/** What of the address is not in the comparison, and why. */
export type LeftOutJob =
  | { readonly reason: 'id' | 'unknown'; readonly id: string }
  | { readonly reason: 'failed'; readonly id: string; readonly message: string }
  | { readonly reason: 'many'; readonly count: number }

/** A notice of all that is left out, each with its reason; nothing where nothing is. */
export function LeftOut({ leftOut, t }: { leftOut: readonly LeftOutJob[]; t: Translate }): ReactNode {
  if (leftOut.length === 0) return null
  return (
    <Notice tone="trouble" title={t('compare.leftOut')}>
      {leftOut.map(({ reason, ...values }) => (
        <span key={reason + JSON.stringify(values)} className="block">
          {t(`compare.leftOut.${reason}`, values)}
        </span>
      ))}
    </Notice>
  )
}
