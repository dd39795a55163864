'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { PageLive } from '@/components/layout/page-live'
import { useSurroundings } from '@/components/ui/surroundings'
import { useCopy } from '@/components/ui/use-copy'

/** Keeps the page true while it is looked at, and says politely that something was copied. */
export function UsageLive(): ReactNode {
  const { reader } = useSurroundings()
  const [copied, setCopied] = useState(0)
  useCopy(useCallback(() => setCopied((count) => count + 1), []))
  return (
    <>
      <PageLive />
      <p aria-live="polite" className="sr-only">
        {copied > 0 && reader.t('common.copied', { count: copied })}
      </p>
    </>
  )
}
