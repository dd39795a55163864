import type { ReactNode } from 'react'
import { JobDuration } from '@/components/job/job-duration'
import { JobTime } from '@/components/job/job-time'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import { type StatusTone, toStatusInfo } from '@/lib/jobs/status'

const BAR: Record<StatusTone, string> = {
  succeeded: 'bg-succeeded',
  failed: 'bg-failed',
  running: 'bg-running',
  waiting: 'bg-waiting',
  off: 'bg-off',
}

/** From creation to end in one line, in exact times of a named zone. */
export function JobSpan({ job, now, reader }: { job: MirroredJob; now: number; reader: Reader }): ReactNode {
  const { t } = reader
  const { tone } = toStatusInfo(job.status)
  return (
    <dl className="mt-5 flex items-center gap-4 border-y border-line py-4 phone:flex-wrap phone:gap-y-1">
      <div>
        <dt className="font-medium">{t('job.created')}</dt>
        <dd className="text-ink2">
          <JobTime time={job.createdAt} now={now} exact reader={reader} />
        </dd>
      </div>
      <div className="grow text-center phone:order-last phone:basis-full">
        <div
          aria-hidden="true"
          className={`h-1.5 rounded-full ${BAR[tone]} ${job.endedAt === null ? 'opacity-50' : ''}`}
        />
        <dt className="sr-only">{t('job.duration')}</dt>
        <dd className="mt-1.5 text-aside text-ink2">
          <JobDuration job={job} reader={reader} />
        </dd>
      </div>
      <div className="text-right phone:ml-auto">
        <dt className="font-medium">{t('job.ended')}</dt>
        <dd className="text-ink2">
          {job.endedAt === null ? (
            t('job.notEnded')
          ) : (
            <JobTime time={job.endedAt} now={now} exact reader={reader} />
          )}
        </dd>
      </div>
    </dl>
  )
}
