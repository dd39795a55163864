import type { ReactNode } from 'react'
import type { Failure } from '@/components/states/failure'
import { FailureDetails } from '@/components/states/failure-details'
import { Notice } from '@/components/states/notice'
import { Segments } from '@/components/ui/segments'
import type { Reader } from '@/lib/format/reader'
import { compareJobs, type Results } from '@/lib/jobs/compare'
import { type CompareQuery, serializeCompareQuery } from '@/lib/jobs/compare-query'
import type { LogCurves } from '@/lib/jobs/curves'
import type { MirroredJob } from '@/lib/jobs/job'
import { toDistinctNames } from '@/lib/jobs/job-names'
import { toJobRef } from '@/lib/jobs/job-ref'
import type { Estimate } from '@/lib/jobs/price'
import { toCsvTable, toMarkdownTable } from '@/lib/jobs/table-text'
import { toTextRows } from './cell-text'
import { CompareChart } from './compare-chart'
import { CompareTable } from './compare-table'
import './compare.css'

export type ComparedJobView = {
  readonly entry: MirroredJob
  readonly results: Results | null
  readonly estimate: Estimate
  readonly curves: LogCurves | null
  /** Why the job's log could not be read. */
  readonly unread: Failure | null
}

/** Jobs side by side: their curves over each other, and what they have in common or not. Drawn by the server. */
export function CompareView({
  jobs,
  query,
  reader,
}: {
  jobs: readonly ComparedJobView[]
  query: CompareQuery
  reader: Reader
}): ReactNode {
  const { t } = reader
  const toHref = (change: Partial<CompareQuery>) => {
    const job = change.job ?? query.job
    const baseline = job.includes(query.baseline) ? query.baseline : ''
    return `${process.env.BASE_PATH}/compare?${serializeCompareQuery({ ...query, baseline, ...change })}`
  }
  const entries = jobs.map(({ entry }) => entry)
  const names = toDistinctNames(entries)
  const baseline = Math.max(
    0,
    entries.findIndex((entry) => query.baseline === toJobRef(entry) || query.baseline === entry.job_id),
  )
  const all = compareJobs(jobs, baseline)
  const different = all.filter(({ differs }) => differs)
  const rows = query.differences ? different : all
  const counts = { same: all.length - different.length, all: all.length }
  const texts = toTextRows(names, rows, reader)
  return (
    <>
      <h1 className="mt-4 text-title font-semibold">{t('compare.title', { count: jobs.length })}</h1>
      <p className="text-ink3">
        {t('compare.baselineIs', { name: names[baseline] ?? '' })} ·{' '}
        {t(query.differences ? 'compare.hidden' : 'compare.alike', counts)}
      </p>
      {jobs.map(
        ({ entry, unread }, index) =>
          unread && (
            <Notice
              key={toJobRef(entry)}
              tone="trouble"
              title={t('compare.unread', { name: names[index] ?? '' })}
            >
              <FailureDetails failure={unread} t={t} />
            </Notice>
          ),
      )}
      {jobs.some(({ results }) => results) && (
        <CompareChart
          jobs={jobs.map(({ entry, curves }, index) => ({
            id: toJobRef(entry),
            name: names[index] ?? '',
            curves,
          }))}
          query={query}
          toHref={toHref}
          reader={reader}
        />
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <Segments
          label={t('compare.rows')}
          segments={[true, false].map((differences) => ({
            label: t(differences ? 'compare.differences' : 'compare.everything'),
            href: toHref({ differences }),
            chosen: query.differences === differences,
          }))}
        />
        <span className="ml-auto flex gap-2 phone:ml-0">
          <button type="button" data-copy={toMarkdownTable(texts)} className="copy-button control">
            {t('compare.markdown')}
          </button>
          <button type="button" data-copy={toCsvTable(texts)} className="copy-button control">
            {t('compare.csv')}
          </button>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="mt-4 text-ink3">{t('compare.nothing')}</p>
      ) : (
        <CompareTable
          jobs={jobs}
          names={names}
          rows={rows}
          baseline={baseline}
          toHref={toHref}
          reader={reader}
        />
      )}
    </>
  )
}
