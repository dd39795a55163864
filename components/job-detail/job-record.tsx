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
import { toRefPath } from '@/lib/jobs/job-ref'
import type { Json } from '@/lib/jobs/json'
import type { TrainingMetrics } from '@/lib/jobs/training-log'
import { AskedPart } from './asked-part'
import { CheckpointTable } from './checkpoint-table'
import { JobCurves } from './job-curves'
import { LogView } from './log-view'
import './logs.css'

/** What the log of a job comes to, line by line and in numbers. */
export type ShownLog = {
  readonly lines: readonly Json[]
  readonly metrics: TrainingMetrics
  readonly curves: LogCurves
  readonly log: LogState
}

/** What a part is drawn from, be it a reason; `null` while DashScope's first answer is waited for. */
export type Part<T> =
  | { readonly value: T; readonly failure: null }
  | { readonly value: null; readonly failure: Failure }
  | null

/** Curves, log and checkpoints of a job, each by itself: one that cannot be had says why while the others stand. */
export function JobRecord({
  job_id,
  log,
  checkpoints,
  query,
  now,
  reader,
}: {
  /** Of the job, as `toJobRef` has it. */
  job_id: string
  log: Part<ShownLog>
  checkpoints: Part<readonly ShownCheckpoint[]>
  query: JobPageQuery
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const ask = { job_id, href: toPageHref(job_id, query), again: t('job.askAgain') }
  return (
    <>
      {log?.value ? (
        <LogRecord job_id={job_id} shown={log.value} query={query} reader={reader} />
      ) : log ? (
        <PartFailure title={t('log.unread')} failure={log.failure} reader={reader} />
      ) : (
        <AskedPart key={`log ${now}`} what="logs" title={t('log.asked')} {...ask} />
      )}
      {checkpoints?.value ? (
        <div className="mt-8">
          <h2 id="checkpoints" className="border-b border-line pb-2 font-semibold">
            {t('checkpoints.title')}
          </h2>
          <CheckpointTable checkpoints={checkpoints.value} now={now} reader={reader} />
        </div>
      ) : checkpoints ? (
        <PartFailure title={t('checkpoints.unread')} failure={checkpoints.failure} reader={reader} />
      ) : (
        <AskedPart key={`checkpoints ${now}`} what="checkpoints" title={t('checkpoints.asked')} {...ask} />
      )}
    </>
  )
}

function LogRecord({
  job_id,
  shown: { lines, metrics, curves, log },
  query,
  reader,
}: {
  job_id: string
  shown: ShownLog
  query: JobPageQuery
  reader: Reader
}): ReactNode {
  const { t } = reader
  const toHref = (change: Partial<JobPageQuery>) => toPageHref(job_id, { ...query, ...change })
  return (
    <>
      <section aria-label={t('curves.title')} className="mt-8">
        <JobCurves
          metrics={metrics}
          curves={curves}
          view={query.chart}
          toHref={(chart) => toHref({ chart })}
          reader={reader}
        />
      </section>
      <div className="mt-8">
        {log.error && (
          <Notice tone="trouble" title={t('log.stale')}>
            <FailureDetails failure={{ ...log.error, ours: false }} t={t} />
          </Notice>
        )}
        <LogView
          job_id={job_id}
          lines={lines}
          total={log.total}
          find={query.find}
          page={query.log}
          query={[...new URLSearchParams(serializeJobPageQuery({ ...query, find: '', log: 1 }))]}
          toHref={toHref}
          reader={reader}
        />
      </div>
    </>
  )
}

function toPageHref(job_id: string, query: JobPageQuery): string {
  const search = serializeJobPageQuery(query)
  return `${process.env.BASE_PATH}/jobs/${toRefPath(job_id)}${search && `?${search}`}`
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
