'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { useNow } from '@/components/ui/use-now'
import type { Outlook } from '@/lib/jobs/outlook'

/** How long something has been running since a moment (ms since 1970), as a clock that ticks; `outlook`: how far it is. */
export function RunningTime({ since, outlook }: { since: number; outlook?: Outlook | undefined }): ReactNode {
  const { reader, now } = useSurroundings()
  const { t } = reader
  const time = useNow(now, 1)
  const left = outlook && (outlook.expectedEndAt - time) / 1000
  const words = left && (left > 0 ? t('job.left', { time: reader.duration(left) }) : t('job.overdue'))
  return (
    <>
      <span className="text-running">
        <span className="sr-only">{t('jobs.runningFor')} </span>
        {reader.clock(Math.max(0, (time - since) / 1000))}
      </span>
      {outlook && words && (
        <progress
          max={outlook.expectedEndAt - outlook.startedAt}
          value={Math.max(0, time - outlook.startedAt)}
          title={words}
          aria-label={words}
        />
      )}
    </>
  )
}
