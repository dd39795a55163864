'use client'

import type { ReactNode } from 'react'
import { useNow } from '@/components/ui/use-now'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import { toStatusInfo } from '@/lib/jobs/status'
import { Unknown } from './job-time'

type Timed = Pick<MirroredJob, 'status' | 'createdAt' | 'durationSeconds'>

/** From creation to end; while a job runs, from creation to now, ticking. `now` is the first paint's, in ms. */
export function JobDuration({ job, now, reader }: { job: Timed; now: number; reader: Reader }): ReactNode {
  if (job.durationSeconds !== null) return reader.duration(job.durationSeconds)
  if (job.createdAt === null || toStatusInfo(job.status).tone !== 'running')
    return <Unknown reader={reader} />
  return <Ticking since={job.createdAt} now={now} reader={reader} />
}

function Ticking({ since, now, reader }: { since: number; now: number; reader: Reader }): ReactNode {
  const time = useNow(now, 1)
  return (
    <span className="text-running" role="timer" aria-label={reader.t('jobs.runningFor')}>
      {reader.clock(Math.max(0, (time - since) / 1000))}
    </span>
  )
}
