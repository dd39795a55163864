'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useTransition } from 'react'
import { CopyAnnouncer } from '@/components/layout/copy-announcer'
import { useSurroundings } from '@/components/ui/surroundings'
import { jobQueryOptions } from '@/lib/client/job-query-options'
import { useMirrorState } from '@/lib/client/use-mirror-state'

/**
 * Asks for the job while its page is looked at, and has the server draw the page again when the job has changed, and,
 * while it `isLive`, each time: its log grows. `version` tells the job that the page shows.
 */
export function JobLive({
  job_id,
  version,
  isLive,
}: {
  job_id: string
  version: string
  /** Whether the job runs, or its log is not known to be whole. */
  isLive: boolean
}): ReactNode {
  const { refreshSeconds } = useSurroundings()
  const router = useRouter()
  const { data, dataUpdatedAt } = useQuery(jobQueryOptions(job_id, refreshSeconds))
  useMirrorState(data?.mirror)
  const drawn = useRef({ version, at: 0 })
  const [isDrawing, startDrawing] = useTransition()
  const newest = data ? JSON.stringify(data.output) : version
  // The outside system: the server, which draws this page. One drawing at a time, for a second one would end the first,
  // and a log that is being read can take longer to draw than the job to be asked for again.
  useEffect(() => {
    const { version, at } = drawn.current
    if (isDrawing || dataUpdatedAt === at || (newest === version && !isLive)) return
    drawn.current = { version: newest, at: dataUpdatedAt }
    startDrawing(() => router.refresh())
  }, [newest, dataUpdatedAt, isLive, isDrawing, router])
  // The outside system: Next's router, which does not see a fragment change (`#L120`) and would take it off the address
  // at the next drawing.
  useEffect(() => {
    const tell = () => history.replaceState(null, '', location.href)
    addEventListener('hashchange', tell)
    return () => removeEventListener('hashchange', tell)
  }, [])
  return <CopyAnnouncer />
}
