import type { ReactNode } from 'react'
import { CostFigure } from '@/components/job/cost-figure'
import { StatusShape } from '@/components/job/status-shape'
import { Figure } from '@/components/ui/figure'
import type { Totals } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'
import { WAITING } from '@/lib/jobs/status'
import { toUsageHref } from '@/lib/jobs/usage-query'
import type { UsageCost } from '@/lib/jobs/usage-sum'
import { StatusBar } from './status-bar'
import { selectToneCounts, type ToneCount } from './tone-counts'

/** What all jobs that match add up to. Each figure links to the jobs behind it, the cost to its usage page. */
export function TotalsStrip({
  totals,
  cost,
  deleted,
  partial,
  nextEnd,
  now,
  query,
  toHref,
  reader,
}: {
  totals: Totals
  /** `undefined` in the answer of a replica that has not been upgraded yet. */
  cost: UsageCost | undefined
  /** Jobs that match but are no longer listed, and so are not in the totals. */
  deleted: number
  partial: boolean
  /** When the first of the running jobs is expected to end, ISO 8601, as far as that is known. */
  nextEnd: string | undefined
  now: number
  query: JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const count = (status: string) => totals.by_status[status] ?? 0
  const toStatus = (...status: string[]) => toHref({ status, page_no: 1 })
  const judged = count('SUCCEEDED') + count('FAILED')
  const tokens = reader.compact(totals.usage)
  const tones = selectToneCounts(totals)
  const left = nextEnd === undefined ? 0 : (Date.parse(nextEnd) - now) / 1000
  const waiting = tones.find(({ tone }) => tone === 'waiting') ?? { jobs: 0, statuses: WAITING }
  const waitingLink = (
    <a href={toStatus(...waiting.statuses)}>
      <StatusShape tone="waiting" /> {t('jobs.totals.waiting', { count: waiting.jobs })}
    </a>
  )
  return (
    <section aria-label={t('jobs.totals')} className="totals">
      <div>
        <h2>{t('jobs.totals.jobs')}</h2>
        <div>
          <a
            href={toHref({ page_no: 1 })}
            aria-label={`${t('jobs.totals.jobs')}: ${reader.number(totals.jobs)}`}
            className="figure"
          >
            {reader.number(totals.jobs)}
          </a>
          <p>
            {deleted > 0 ? (
              <a href={toHref({ deleted: 'only', page_no: 1 })}>
                {t('jobs.totals.deleted', { count: deleted })}
              </a>
            ) : (
              t(partial ? 'jobs.totals.partial' : 'jobs.totals.all')
            )}
          </p>
        </div>
        <StatusBar tones={tones} total={totals.jobs} />
        <ul aria-label={t('jobs.totals.byStatus')}>
          {tones.filter(isOver).map(({ tone, jobs, statuses }) => (
            <li key={tone}>
              <a href={toStatus(...statuses)}>
                <StatusShape tone={tone} />
                {reader.number(jobs)} <span>{t(`jobs.tone.${tone}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
      <Figure
        label={t('jobs.totals.running')}
        href={toStatus('RUNNING')}
        value={reader.number(count('RUNNING'))}
        shape={<StatusShape tone="running" />}
        beside={left > 0 && waitingLink}
      >
        {left > 0 ? t('jobs.totals.nextEnd', { time: reader.duration(left) }) : waitingLink}
      </Figure>
      <Figure
        label={t('jobs.totals.succeeded')}
        href={toStatus('SUCCEEDED')}
        value={judged === 0 ? '–' : reader.percent(count('SUCCEEDED') / judged)}
        unit={judged === 0 ? '' : '%'}
      >
        <a href={toStatus('FAILED', 'SUCCEEDED')}>
          {t('jobs.totals.judged', { succeeded: count('SUCCEEDED'), judged })}
        </a>
      </Figure>
      <Figure
        label={t('jobs.totals.tokens')}
        href={toHref({ sort: '-usage', page_no: 1 })}
        value={tokens.value}
        unit={tokens.unit}
      >
        {t('jobs.totals.tokensExact', { tokens: reader.number(totals.usage) })}
      </Figure>
      {cost && <CostFigure cost={cost} href={toUsageHref(query)} reader={reader} />}
      <Figure
        label={t('jobs.totals.time')}
        href={toHref({ sort: '-duration', page_no: 1 })}
        value={reader.duration(totals.duration_seconds)}
      >
        {t('jobs.totals.timeNote')}
      </Figure>
    </section>
  )
}

/** What runs or waits stands in a figure of its own. */
function isOver({ tone }: ToneCount): boolean {
  return tone !== 'running' && tone !== 'waiting'
}
