import type { ReactNode } from 'react'
import { JobTime, Unknown } from '@/components/job/job-time'
import { FailureDetails } from '@/components/states/failure-details'
import { FailureWords } from '@/components/states/failure-words'
import { Notice } from '@/components/states/notice'
import type { Reader } from '@/lib/format/reader'
import type { MirrorReport } from '@/lib/jobs/mirror-report'

/** What the mirror holds, when it was last true, and how it gets on with DashScope. */
export function MirrorView({
  report,
  now,
  reader,
}: {
  report: MirrorReport
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { error, sweep, problem } = report
  const time = (value: number | null) => <JobTime time={value} now={now} exact={false} reader={reader} />
  // Before anything was read nobody knows, which is not none.
  const count = (jobs: number) =>
    jobs === 0 && report.syncedAt === null ? <Unknown reader={reader} /> : reader.number(jobs)
  return (
    <>
      {problem && (
        <Notice tone="trouble" title={t('mirror.problem')}>
          {problem}
        </Notice>
      )}
      {error && (
        <Notice tone="trouble" title={t('mirror.error')}>
          <FailureWords failure={{ ...error, ours: false }} />
          <FailureDetails failure={{ ...error, ours: false }} t={t} />
        </Notice>
      )}
      <dl className="mt-5 max-w-3xl">
        <Row label={t('mirror.jobs')}>{count(report.jobs)}</Row>
        <Row label={t('mirror.deleted')}>{count(report.deleted)}</Row>
        <Row label={t('mirror.synced')}>{time(report.syncedAt)}</Row>
        <Row label={t('mirror.nextRefresh')}>{toAhead(report.nextRefreshAt, now, reader)}</Row>
        <Row label={t('mirror.lastSweep')}>{time(report.lastSweepAt)}</Row>
        <Row label={t('mirror.sweep')}>
          {!sweep
            ? t('mirror.sweepNone')
            : sweep.total > 0
              ? t('states.sweep.progress', { seen: sweep.seen, total: sweep.total })
              : t('mirror.sweepBegun')}
        </Row>
        <Row label={t('mirror.calls')}>{reader.number(report.callsLastHour)}</Row>
        <Row label={t('mirror.breaker')}>{toBreakerWords(report, reader)}</Row>
        <Row label={t('mirror.store')}>
          {report.storeBytes === null
            ? t('mirror.storeMemory')
            : t('mirror.storeSize', { size: reader.number(Math.ceil(report.storeBytes / 1_000_000)) })}
        </Row>
      </dl>
      <p className="mt-4">
        <a className="text-accent underline" href={`${process.env.BASE_PATH}/docs/api`}>
          {t('mirror.api')}
        </a>
      </p>
    </>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="grid grid-cols-[200px_minmax(0,1fr)] gap-x-4 border-b border-line py-2 phone:grid-cols-1">
      <dt className="text-ink2">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function toAhead(time: number | null, now: number, { t, duration }: Reader): string {
  if (time === null) return t('mirror.notDue')
  return t('mirror.in', { time: duration(Math.max(0, Math.ceil((time - now) / 1000))) })
}

function toBreakerWords({ breaker, pausedUntil }: MirrorReport, { t, exact }: Reader): string {
  if (breaker === 'trying') return t('mirror.breakerTrying')
  if (pausedUntil === null) return t(breaker === 'open' ? 'mirror.breakerTrying' : 'mirror.breakerClosed')
  return t(breaker === 'open' ? 'mirror.breakerStopped' : 'mirror.breakerOpen', { time: exact(pausedUntil) })
}
