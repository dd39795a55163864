import type { ReactNode } from 'react'
import type { Failure } from '@/components/states/failure'
import { FailureDetails } from '@/components/states/failure-details'
import { FailureWords } from '@/components/states/failure-words'
import { Notice } from '@/components/states/notice'
import type { LogState } from '@/lib/api/log-state'
import type { Reader } from '@/lib/format/reader'
import type { ShownCheckpoint } from '@/lib/jobs/checkpoints'
import type { LogCurves } from '@/lib/jobs/curves'
import { type JobPageQuery, serializeJobPageQuery } from '@/lib/jobs/job-page-query'
import type { Json } from '@/lib/jobs/json'
import type { TrainingMetrics } from '@/lib/jobs/training-log'
import { CheckpointTable } from './checkpoint-table'
import { JobCurves } from './job-curves'
import { LogView } from './log-view'

/** What a job wrote while it ran, each part by itself: one that cannot be had says why while the others stand. */
export type JobRecordParts = {
  readonly log:
    | {
        value: { lines: readonly Json[]; metrics: TrainingMetrics; curves: LogCurves; log: LogState }
        failure: null
      }
    | { value: null; failure: Failure }
  readonly checkpoints:
    | { value: readonly ShownCheckpoint[]; failure: null }
    | { value: null; failure: Failure }
}

/** Curves, log and checkpoints of a job. */
export function JobRecord({
  job_id,
  parts: { log, checkpoints },
  query,
  now,
  reader,
}: {
  job_id: string
  parts: JobRecordParts
  query: JobPageQuery
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const toHref = (change: Partial<JobPageQuery>) =>
    `${process.env.BASE_PATH}/jobs/${encodeURIComponent(job_id)}?${serializeJobPageQuery({ ...query, ...change })}`
  return (
    <>
      {log.value ? (
        <>
          <section aria-label={t('curves.title')} className="mt-8">
            <JobCurves
              metrics={log.value.metrics}
              curves={log.value.curves}
              view={query.chart}
              toHref={(chart) => toHref({ chart })}
              reader={reader}
            />
          </section>
          <div className="mt-8">
            {log.value.log.error && (
              <Notice tone="trouble" title={t('log.stale')}>
                <FailureDetails failure={{ ...log.value.log.error, ours: false }} t={t} />
              </Notice>
            )}
            <LogView
              job_id={job_id}
              lines={log.value.lines}
              total={log.value.log.total}
              find={query.find}
              page={query.log}
              query={[...new URLSearchParams(serializeJobPageQuery({ ...query, find: '', log: 1 }))]}
              toHref={toHref}
              reader={reader}
            />
          </div>
        </>
      ) : (
        <PartFailure title={t('log.unread')} failure={log.failure} reader={reader} />
      )}
      {checkpoints.value ? (
        <div className="mt-8">
          <h2 id="checkpoints" className="border-b border-line pb-2 font-semibold">
            {t('checkpoints.title')}
          </h2>
          <CheckpointTable checkpoints={checkpoints.value} now={now} reader={reader} />
        </div>
      ) : (
        <PartFailure title={t('checkpoints.unread')} failure={checkpoints.failure} reader={reader} />
      )}
    </>
  )
}

function PartFailure({
  title,
  failure,
  reader,
}: {
  title: string
  failure: Failure
  reader: Reader
}): ReactNode {
  return (
    <Notice tone="trouble" title={title}>
      <FailureWords failure={failure} /> <FailureDetails failure={failure} t={reader.t} />
    </Notice>
  )
}
