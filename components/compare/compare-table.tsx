import type { ReactNode } from 'react'
import { Swatch } from '@/components/charts/swatch'
import type { Reader } from '@/lib/format/reader'
import type { ComparedJob, CompareGroup, CompareRow } from '@/lib/jobs/compare'
import type { CompareQuery } from '@/lib/jobs/compare-query'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import { toRowLabel } from './cell-text'
import { CompareCell } from './compare-cell'

const GROUPS: readonly CompareGroup[] = ['result', 'hyper_parameter', 'fact']

/** Rows of facts, a column a job; each head tells its job's curve and takes it away or makes it the baseline. */
export function CompareTable({
  jobs,
  names,
  rows,
  baseline,
  toHref,
  reader,
}: {
  jobs: readonly ComparedJob[]
  /** What the jobs are called here, none like another. */
  names: readonly string[]
  rows: readonly CompareRow[]
  /** Index of the job that others are held against. */
  baseline: number
  toHref: (change: Partial<CompareQuery>) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const ids = jobs.map(({ entry }) => toJobRef(entry))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={t('compare.table')} tabIndex={0} className="relative mt-4 overflow-x-auto">
      <table aria-label={t('compare.table')} className="compare-table">
        <thead>
          <tr>
            <td />
            {jobs.map(({ entry: { job_name } }, index) => (
              <th key={ids[index]} scope="col">
                <span className="flex items-center gap-2">
                  <Swatch index={index} />
                  <a
                    href={`${process.env.BASE_PATH}/jobs/${toRefPath(ids[index] ?? '')}`}
                    className="quiet-link min-w-0 truncate py-0.5"
                  >
                    <bdi>{job_name}</bdi>
                  </a>
                </span>
                <span className="block font-mono text-mono font-normal text-ink3">{ids[index]}</span>
                <span className="flex gap-3 text-aside font-normal text-ink2">
                  {/* One link before and after, which keeps the focus. */}
                  <a
                    href={toHref({ baseline: ids[index] ?? '' })}
                    {...(index === baseline ? { 'aria-current': true } : {})}
                    className="quiet-link py-1"
                  >
                    {t(index === baseline ? 'compare.baseline' : 'compare.pin')}
                    <span className="sr-only">
                      : <bdi>{names[index]}</bdi>
                    </span>
                  </a>
                  {jobs.length > 2 && (
                    <a
                      href={toHref({ job: ids.filter((id) => id !== ids[index]) })}
                      className="quiet-link py-1"
                    >
                      {t('compare.remove')}
                      <span className="sr-only">
                        : <bdi>{names[index]}</bdi>
                      </span>
                    </a>
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <RowGroup
            key={group}
            group={group}
            rows={rows.filter((row) => row.group === group)}
            jobs={jobs}
            reader={reader}
          />
        ))}
      </table>
    </section>
  )
}

function RowGroup({
  group,
  rows,
  jobs,
  reader,
}: {
  group: CompareGroup
  rows: readonly CompareRow[]
  jobs: readonly ComparedJob[]
  reader: Reader
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={(rows[0]?.cells.length ?? 0) + 1} className="group">
          {reader.t(`compare.group.${group}`)}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.name}>
          <th
            scope="row"
            className={group === 'hyper_parameter' ? 'font-mono text-mono' : ''}
            title={row.name}
          >
            {toRowLabel(row, reader)}
          </th>
          {row.cells.map((cell, index) => (
            <CompareCell
              key={index}
              row={row}
              cell={cell}
              mark={row.marks[index] ?? null}
              epoch={row.name === 'best_eval_loss' ? (jobs[index]?.results?.best_eval_epoch ?? null) : null}
              deviates={group === 'hyper_parameter' && row.deviates[index] === true}
              reader={reader}
            />
          ))}
        </tr>
      ))}
    </tbody>
  )
}
