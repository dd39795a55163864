'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { useNow } from '@/components/ui/use-now'

/** How long something has been running since a moment (ms since 1970), as a clock that ticks. */
export function RunningTime({ since }: { since: number }): ReactNode {
  const { reader, now } = useSurroundings()
  const time = useNow(now, 1)
  return (
    <span className="text-running">
      <span className="sr-only">{reader.t('jobs.runningFor')} </span>
      {reader.clock(Math.max(0, (time - since) / 1000))}
    </span>
  )
}
