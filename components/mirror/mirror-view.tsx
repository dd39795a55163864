import type { ReactNode } from 'react'
import { JobTime, Unknown } from '@/components/job/job-time'
import { FailureDetails } from '@/components/states/failure-details'
import { FailureWords } from '@/components/states/failure-words'
import { Notice } from '@/components/states/notice'
import type { Reader } from '@/lib/format/reader'
import type { MirrorReport, SourceReport } from '@/lib/jobs/mirror-report'
import type { Translate } from '@/lib/messages/translator'

/** What the mirrors hold, when they were last true, and how they get on with DashScope: a block for each account. */
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
  const { sources, storeBytes, problem } = report
  const store =
    storeBytes === null
      ? t('mirror.storeMemory')
      : t('mirror.storeSize', { size: reader.number(Math.ceil(storeBytes / 1_000_000)) })
  return (
    <>
      {problem && <StoreNotice problem={problem} t={t} />}
      {sources.map((source) => (
        <SourceView
          key={source.account?.name ?? ''}
          report={source}
          {...(sources.length === 1 ? { store } : {})}
          now={now}
          reader={reader}
        />
      ))}
      {sources.length > 1 && (
        <dl className="mt-8 max-w-3xl">
          <Row label={t('mirror.store')}>{store}</Row>
        </dl>
      )}
      <p className="mt-4">
        <a className="text-accent underline" href={`${process.env.BASE_PATH}/docs/api`}>
          {t('mirror.api')}
        </a>
      </p>
    </>
  )
}

/** One account; `store` where no other shares the database. */
function SourceView({
  report,
  store,
  now,
  reader,
}: {
  report: SourceReport
  store?: string
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { account, error, sweep, problem } = report
  const time = (value: number | null) => <JobTime time={value} now={now} exact={false} reader={reader} />
  // Before anything was read nobody knows, which is not none.
  const count = (jobs: number) =>
    jobs === 0 && report.syncedAt === null ? <Unknown reader={reader} /> : reader.number(jobs)
  const parts = (
    <>
      {problem && <StoreNotice problem={problem} t={t} />}
      {error && (
        <Notice tone="trouble" title={t('mirror.error')}>
          <FailureWords failure={{ ...error, ours: false }} />
          <FailureDetails failure={{ ...error, ours: false }} t={t} />
        </Notice>
      )}
      <dl className={account ? 'mt-3 max-w-3xl' : 'mt-5 max-w-3xl'}>
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
        {store !== undefined && <Row label={t('mirror.store')}>{store}</Row>}
      </dl>
    </>
  )
  if (!account) return parts
  return (
    <section aria-label={account.name} className="mt-8">
      <h2 className="font-semibold">
        {account.name} <span className="font-normal text-ink3">{account.place}</span>
      </h2>
      {parts}
    </section>
  )
}

function StoreNotice({ problem, t }: { problem: string; t: Translate }): ReactNode {
  return (
    <Notice tone="trouble" title={t('mirror.problem')}>
      {problem}
    </Notice>
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

function toBreakerWords({ breaker, pausedUntil }: SourceReport, { t, exact }: Reader): string {
  if (breaker === 'trying') return t('mirror.breakerTrying')
  if (pausedUntil === null) return t(breaker === 'open' ? 'mirror.breakerTrying' : 'mirror.breakerClosed')
  return t(breaker === 'open' ? 'mirror.breakerStopped' : 'mirror.breakerOpen', { time: exact(pausedUntil) })
}
