'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { useCopy } from '@/components/ui/use-copy'

/** Makes the copy buttons of a page work, and says politely that something was copied. */
export function CopyAnnouncer(): ReactNode {
  const { reader } = useSurroundings()
  const [copied, setCopied] = useState(0)
  useCopy(useCallback(() => setCopied((count) => count + 1), []))
  return (
    <p aria-live="polite" className="sr-only">
      {copied > 0 && reader.t('common.copied', { count: copied })}
    </p>
  )
}
