'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { useNow } from '@/components/ui/use-now'
import type { Reader } from '@/lib/format/reader'
import type { Outlook } from '@/lib/jobs/outlook'

/** How long something has been running since a moment (ms since 1970), as a clock that ticks; `outlook`: how far it is. */
export function RunningTime({ since, outlook }: { since: number; outlook?: Outlook | undefined }): ReactNode {
  const { reader, now } = useSurroundings()
  const time = useNow(now, 1)
  return (
    <>
      <span className="text-running">
        <span className="sr-only">{reader.t('jobs.runningFor')} </span>
        {reader.clock(Math.max(0, (time - since) / 1000))}
      </span>
      {outlook && <ShareDone outlook={outlook} time={time} reader={reader} />}
    </>
  )
}

function ShareDone({
  outlook: { startedAt, expectedEndAt },
  time,
  reader,
}: {
  outlook: Outlook
  time: number
  reader: Reader
}): ReactNode {
  const left = (expectedEndAt - time) / 1000
  const words = left > 0 ? reader.t('job.left', { time: reader.duration(left) }) : reader.t('job.overdue')
  return (
    <progress
      max={expectedEndAt - startedAt}
      value={Math.max(0, time - startedAt)}
      title={words}
      aria-label={words}
    />
  )
}
