import type { ReactNode } from 'react'
import { CostFigure } from '@/components/job/cost-figure'
import { Figure } from '@/components/ui/figure'
import { toJobsHref } from '@/lib/jobs/usage-links'
import { serializeUsageQuery } from '@/lib/jobs/usage-query'
import type { UsageFigures } from '@/lib/jobs/usage-sum'
import { toChange, toMeasured, toMeasuredBefore } from '@/lib/jobs/usage-table'
import type { UsageContext } from './usage-context'

/** What all jobs that match come to; each figure leads to the jobs behind it. */
export function UsageStrip({
  totals,
  before,
  context,
}: {
  totals: UsageFigures
  before: UsageFigures | null
  context: UsageContext
}): ReactNode {
  const { query, reader } = context
  const { t } = reader
  const toHref = (change = {}) => toJobsHref(query.jobs, change)
  const tokens = reader.compact(totals.usage)
  const failed = totals.by_status.FAILED ?? 0
  const judged = failed + (totals.by_status.SUCCEEDED ?? 0)
  const isTold = totals.usage_unknown < totals.jobs
  return (
    <section aria-label={t('usage.totals')} className="totals usage-totals">
      <Figure
        label={t('usage.tokens')}
        href={toHref({ sort: '-usage' })}
        value={isTold ? tokens.value : '–'}
        unit={isTold ? tokens.unit : ''}
      >
        {isTold && reader.number(totals.usage)} {toChangeWords(totals, before, context)}
      </Figure>
      <CostFigure cost={totals.cost} href={toHref({ sort: '-usage' })} reader={reader} />
      <Figure label={t('usage.jobs')} href={toHref()} value={reader.number(totals.jobs)}>
        <DeletedNote deleted={totals.deleted_jobs} context={context} />
      </Figure>
      <Figure
        label={t('usage.time')}
        href={toHref({ sort: '-duration' })}
        value={reader.duration(totals.duration_seconds)}
      >
        {t('jobs.totals.timeNote')}
      </Figure>
      <Figure
        label={t('usage.failed')}
        href={toHref({ status: ['FAILED'] })}
        value={judged === 0 ? '–' : reader.percent(failed / judged)}
        unit={judged === 0 ? '' : '%'}
      >
        {t('usage.failedNote', { count: failed })}
      </Figure>
    </section>
  )
}

/** How many of the jobs are no longer listed, and a way to leave them out or to count them again. */
function DeletedNote({ deleted, context }: { deleted: number; context: UsageContext }): ReactNode {
  const { query, reader } = context
  const toUsage = (choice: 'include' | 'only') =>
    `${process.env.BASE_PATH}/usage?${serializeUsageQuery({ ...query, jobs: { ...query.jobs, deleted: choice } })}`
  if (query.jobs.deleted === 'exclude') return <a href={toUsage('include')}>{reader.t('usage.deletedOut')}</a>
  if (deleted === 0) return reader.t('usage.deletedNone')
  return (
    <a href={toJobsHref(query.jobs, { deleted: 'only' })}>{reader.t('usage.deleted', { count: deleted })}</a>
  )
}

function toChangeWords(totals: UsageFigures, before: UsageFigures | null, { reader }: UsageContext): string {
  const now = toMeasured(totals, 'usage', null)
  const change = before && toChange(now, toMeasuredBefore(before, 'usage', null))
  if (typeof change !== 'number' || change === 0) return ''
  const words = reader.t(change > 0 ? 'usage.more' : 'usage.less', {
    percent: reader.percent(Math.abs(change)),
  })
  return `· ${words}`
}
