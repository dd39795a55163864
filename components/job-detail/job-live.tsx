'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { useCopy } from '@/components/ui/use-copy'
import { jobQueryOptions } from '@/lib/client/job-query-options'
import { useMirrorState } from '@/lib/client/use-mirror-state'

/**
 * Asks for the job while its page is looked at, and has the server draw the page again when the job has changed.
 * `version` tells the job that the page shows. Says politely that something was copied.
 */
export function JobLive({ job_id, version }: { job_id: string; version: string }): ReactNode {
  const { reader, refreshSeconds } = useSurroundings()
  const router = useRouter()
  const { data } = useQuery(jobQueryOptions(job_id, refreshSeconds))
  useMirrorState(data?.mirror)
  const [copied, setCopied] = useState(0)
  useCopy(useCallback(() => setCopied((count) => count + 1), []))
  const drawn = useRef(version)
  const newest = data ? JSON.stringify(data.output) : version
  // The outside system: the server, which draws this page.
  useEffect(() => {
    if (newest === drawn.current) return
    drawn.current = newest
    router.refresh()
  }, [newest, router])
  return (
    <p aria-live="polite" className="sr-only">
      {copied > 0 && reader.t('common.copied', { count: copied })}
    </p>
  )
}
