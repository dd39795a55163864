import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Outlook } from '@/lib/jobs/outlook'
import { toStatusInfo } from '@/lib/jobs/status'
import { Unknown } from './job-time'
import { RunningTime } from './running-time'

/** From creation to end; while a job runs, from creation to now, ticking, over how far it is where that is known. */
export function JobDuration({
  job,
  outlook,
  reader,
}: {
  job: Pick<MirroredJob, 'status' | 'createdAt' | 'durationSeconds'>
  outlook?: Outlook | undefined
  reader: Reader
}): ReactNode {
  if (job.durationSeconds !== null) return reader.duration(job.durationSeconds)
  if (job.createdAt === null || toStatusInfo(job.status).tone !== 'running')
    return <Unknown reader={reader} />
  return <RunningTime since={job.createdAt} outlook={outlook} />
}
