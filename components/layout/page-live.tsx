'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { jobsQueryOptions } from '@/lib/client/jobs-query-options'
import { useMirrorState } from '@/lib/client/use-mirror-state'
import { defaultJobsQuery } from '@/lib/jobs/query'

/** Has the server draw the page again each time the mirror was asked, for as long as the tab is looked at. */
export function PageLive(): null {
  const router = useRouter()
  const { refreshSeconds } = useSurroundings()
  const { data, dataUpdatedAt } = useQuery(jobsQueryOptions(defaultJobsQuery(1), refreshSeconds))
  useMirrorState(data?.mirror)
  // The outside system: the server, which draws this page.
  useEffect(() => {
    if (dataUpdatedAt > 0) router.refresh()
  }, [dataUpdatedAt, router])
  return null
}
