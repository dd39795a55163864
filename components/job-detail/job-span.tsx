import type { ReactNode } from 'react'
import { JobDuration } from '@/components/job/job-duration'
import { JobTime } from '@/components/job/job-time'
import { toStatusLabel } from '@/components/job/status-label'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Progress } from '@/lib/jobs/job-progress'
import type { Timeline } from '@/lib/jobs/job-timeline'
import { type StatusTone, toStatusInfo } from '@/lib/jobs/status'

const BAR: Record<StatusTone, string> = {
  succeeded: 'bg-succeeded',
  failed: 'bg-failed',
  running: 'bg-running',
  waiting: 'bg-waiting',
  off: 'bg-off',
}

/** From creation over the start of the training to the end, in exact times, with each change of status that was seen. */
export function JobSpan({
  job,
  timeline,
  progress,
  now,
  reader,
}: {
  job: MirroredJob
  timeline: Timeline
  /** Of a running job. */
  progress: Progress | null
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { startedAt, queue_seconds, training_seconds, moments } = timeline
  const seen = moments.filter(({ kind }) => kind === 'seen')
  const bar = `${BAR[toStatusInfo(job.status).tone]} ${job.endedAt === null ? 'opacity-50' : ''}`
  const hasStart = startedAt !== null && queue_seconds !== null
  return (
    <div className="mt-5 border-y border-line py-4">
      <dl className="flex items-center gap-4 max-desk:flex-wrap max-desk:gap-y-1 max-desk:after:order-1 max-desk:after:basis-full">
        <Moment label={t('job.created')} time={job.createdAt} now={now} reader={reader} />
        {hasStart && (
          <>
            <Stretch
              className="shrink-0 basis-1/6 max-desk:basis-1/4"
              bar="bg-waiting"
              label={t('job.queue')}
            >
              {t('job.queued', { time: reader.duration(queue_seconds) })}
            </Stretch>
            <Moment label={t('job.started')} time={startedAt} now={now} reader={reader} />
          </>
        )}
        <Stretch className="grow" bar={bar} label={hasStart ? t('job.training') : t('job.duration')}>
          {hasStart && training_seconds !== null ? (
            t('job.trained', { time: reader.duration(training_seconds) })
          ) : (
            <JobDuration job={job} reader={reader} />
          )}
        </Stretch>
        <div className="text-right max-desk:ml-auto phone:text-left phone:ml-0">
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
      {progress && progress.share !== null && <ProgressLine progress={progress} reader={reader} />}
      {seen.length > 0 && (
        <details className="mt-2 text-ink2">
          <summary className="quiet-link inline-block py-1 text-aside">
            {t('job.changes', { count: seen.length })}
          </summary>
          <ol className="mt-1 grid gap-1">
            {seen.map(({ status, at }) => (
              <li key={`${at} ${status}`}>
                <JobTime time={at} now={now} exact reader={reader} /> {toStatusLabel(status ?? '', t)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

function Moment({
  label,
  time,
  now,
  reader,
}: {
  label: string
  time: number | null
  now: number
  reader: Reader
}): ReactNode {
  return (
    <div>
      <dt className="font-medium">{label}</dt>
      <dd className="text-ink2">
        <JobTime time={time} now={now} exact reader={reader} />
      </dd>
    </div>
  )
}

function Stretch({
  label,
  bar,
  className,
  children,
}: {
  label: string
  bar: string
  className: string
  children: ReactNode
}): ReactNode {
  return (
    <div className={`text-center max-desk:order-2 ${className}`}>
      <div aria-hidden="true" className={`stretch h-1.5 rounded-full ${bar}`} />
      <dt className="sr-only">{label}</dt>
      <dd className="mt-1.5 text-aside text-ink2">{children}</dd>
    </div>
  )
}

/** How far a running job is, said as the estimate that it is. */
function ProgressLine({
  progress: { share, expectedEndAt },
  reader,
}: {
  progress: Progress
  reader: Reader
}): ReactNode {
  const { t } = reader
  return (
    <p className="mt-2 flex flex-wrap items-center gap-3 text-ink2">
      <progress max={1} value={share ?? 0} aria-label={t('job.progress')} className="w-48" />
      {t('job.progress.share', { percent: reader.percent(share ?? 0) })}
      {expectedEndAt !== null && ` · ${t('job.progress.end', { time: reader.exact(expectedEndAt) })}`}
    </p>
  )
}
