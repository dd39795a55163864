import type { ReactNode } from 'react'
import { toStatusLabel } from '@/components/job/status-label'
import { StatusShape } from '@/components/job/status-shape'
import type { Totals } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'
import { STATUSES, type StatusTone, toStatusInfo } from '@/lib/jobs/status'

type ToHref = (change: Partial<JobsQuery>) => string

const FILL: Record<StatusTone, string> = {
  succeeded: 'fill-succeeded',
  failed: 'fill-failed',
  running: 'fill-running',
  waiting: 'fill-waiting',
  off: 'fill-off',
}
const INK: Record<StatusTone, string> = {
  succeeded: 'text-succeeded',
  failed: 'text-failed',
  running: 'text-running',
  waiting: 'text-waiting',
  off: 'text-off',
}
const WAITING = ['PENDING', 'QUEUING']

/** What all jobs that match add up to. Each figure links to the jobs behind it. */
export function TotalsStrip({
  totals,
  deleted,
  partial,
  toHref,
  reader,
}: {
  totals: Totals
  /** Jobs that match but are no longer listed, and so are not in the totals. */
  deleted: number
  partial: boolean
  toHref: ToHref
  reader: Reader
}): ReactNode {
  const { t } = reader
  const count = (status: string) => totals.by_status[status] ?? 0
  const waiting = WAITING.reduce((sum, status) => sum + count(status), 0)
  const judged = count('SUCCEEDED') + count('FAILED')
  const tokens = reader.compact(totals.usage)
  const hours = reader.compact(totals.duration_seconds / 3600)
  return (
    <section aria-label={t('jobs.totals')} className="totals">
      <Figure
        label={t('jobs.totals.jobs')}
        href={toHref({ page_no: 1 })}
        value={reader.number(totals.jobs)}
        note={
          deleted > 0 ? (
            <a href={toHref({ deleted: 'only', page_no: 1 })} className="quiet-link">
              {t('jobs.totals.deleted', { count: deleted })}
            </a>
          ) : partial ? (
            t('jobs.totals.partial')
          ) : (
            t('jobs.totals.all')
          )
        }
      />
      <div className="total">
        <h2 className="text-ink2">{t('jobs.totals.byStatus')}</h2>
        <StatusBar totals={totals} />
        <ul className="mt-1.5 flex flex-wrap gap-x-3 text-aside leading-5 text-ink2">
          {toStatusCounts(totals).map(({ status, tone, jobs }) => (
            <li key={status}>
              <a
                href={toHref({ status: [status], page_no: 1 })}
                title={toStatusLabel(status, t)}
                className="flex min-h-6 items-center gap-1 hover:text-ink"
              >
                <span className={INK[tone]}>
                  <StatusShape tone={tone} />
                </span>
                <span className="sr-only">{toStatusLabel(status, t)}</span> {reader.number(jobs)}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <Figure
        label={t('jobs.totals.running')}
        href={toHref({ status: ['RUNNING'], page_no: 1 })}
        value={reader.number(count('RUNNING'))}
        note={
          <a href={toHref({ status: WAITING, page_no: 1 })} className="quiet-link">
            {t('jobs.totals.waiting', { count: waiting })}
          </a>
        }
      />
      <Figure
        label={t('jobs.totals.succeeded')}
        href={toHref({ status: ['SUCCEEDED'], page_no: 1 })}
        value={judged === 0 ? '–' : reader.percent(count('SUCCEEDED') / judged)}
        unit={judged === 0 ? '' : '%'}
        note={
          <a href={toHref({ status: ['FAILED', 'SUCCEEDED'], page_no: 1 })} className="quiet-link">
            {t('jobs.totals.judged', { succeeded: count('SUCCEEDED'), judged })}
          </a>
        }
      />
      <Figure
        label={t('jobs.totals.tokens')}
        href={toHref({ sort: '-usage', page_no: 1 })}
        value={tokens.value}
        unit={tokens.unit}
        note={t('jobs.totals.tokensExact', { tokens: reader.number(totals.usage) })}
      />
      <Figure
        label={t('jobs.totals.time')}
        href={toHref({ sort: '-duration', page_no: 1 })}
        value={hours.value}
        unit={`${hours.unit} h`.trim()}
        note={t('jobs.totals.timeNote')}
      />
    </section>
  )
}

function Figure({
  label,
  href,
  value,
  unit = '',
  note,
}: {
  label: string
  href: string
  value: string
  unit?: string
  note: ReactNode
}): ReactNode {
  return (
    <div className="total">
      <h2 className="text-ink2">{label}</h2>
      <a
        href={href}
        className="block w-fit text-total font-semibold hover:text-accent"
        aria-label={`${label}: ${value} ${unit}`.trim()}
      >
        {value}
        {unit && <span className="ml-1 text-data font-normal text-ink2">{unit}</span>}
      </a>
      <p className="text-aside text-ink3">{note}</p>
    </div>
  )
}

/** Each status as a part of one bar; the counts beside it say the same in numbers. */
function StatusBar({ totals }: { totals: Totals }): ReactNode {
  let x = 0
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="mt-2 h-1.5 w-full rounded-full"
    >
      <rect width="100" height="6" className="fill-line" />
      {toStatusCounts(totals).map(({ status, tone, jobs }) => {
        const width = (100 * jobs) / Math.max(1, totals.jobs)
        const start = x
        x += width
        return <rect key={status} x={start} width={width} height="6" className={FILL[tone]} />
      })}
    </svg>
  )
}

const ORDER = ['SUCCEEDED', 'FAILED', 'RUNNING', ...STATUSES.map(({ value }) => value)]

function toStatusCounts(totals: Totals): { status: string; tone: StatusTone; jobs: number }[] {
  const names = new Set([...ORDER, ...Object.keys(totals.by_status)])
  return [...names]
    .map((status) => ({ status, tone: toStatusInfo(status).tone, jobs: totals.by_status[status] ?? 0 }))
    .filter(({ jobs }) => jobs > 0)
}
