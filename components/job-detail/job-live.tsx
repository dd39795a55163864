'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
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
  const drawn = useRef(version)
  const newest = data ? JSON.stringify(data.output) : version
  // The outside system: the server, which draws this page.
  useEffect(() => {
    if (dataUpdatedAt === 0 || (newest === drawn.current && !isLive)) return
    drawn.current = newest
    router.refresh()
  }, [newest, dataUpdatedAt, isLive, router])
  return <CopyAnnouncer />
}
