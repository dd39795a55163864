import { memo, type ReactNode } from 'react'
import { useNextFrame } from '@/components/ui/use-next-frame'
import { toJobRef } from '@/lib/jobs/job-ref'
import type { JobsQuery, Sort } from '@/lib/jobs/query'
import type { CellContext, Column, ListedJob } from './columns'

/** As many rows as fill the screen. Where the server draws the line leaves no trace in the page. */
const SCREENFUL = Math.ceil((typeof screen === 'object' ? screen.height : 900) / 40)

/**
 * The table; after a choice the rows of the first screen come first and the rest a frame later. Roles are written out, for
 * on a phone its rows are laid out as cards and browsers drop the roles of a table that is laid out as something else.
 */
export function JobsTable({
  columns,
  rows,
  query,
  toHref,
  context,
  caption,
  busy,
}: {
  columns: readonly Column[]
  rows: readonly ListedJob[]
  query: JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
  context: CellContext
  caption: string
  busy: boolean
}): ReactNode {
  const isUsual = query.columns.length === 0 && !columns.some(({ name }) => name === 'source')
  const frame = isUsual ? 'table-frame usual' : 'table-frame'
  const later = useNextFrame(rows)
  const rest = rows.length > SCREENFUL ? later.slice(SCREENFUL) : []
  const draw = (job: ListedJob) => (
    <JobRow key={toJobRef(job)} columns={columns} job={job} context={context} />
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={caption} tabIndex={0} className={frame}>
        <table
          role="table"
          aria-label={caption}
          aria-busy={busy}
          className={context.exact ? 'jobs-table exact' : 'jobs-table'}
        >
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col" className="choose">
                <span className="sr-only">{context.reader.t('jobs.compare')}</span>
              </th>
              {columns.map((column) => (
                <HeadCell key={column.name} column={column} query={query} toHref={toHref} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.slice(0, SCREENFUL).map(draw)}
            {rest.map(draw)}
          </tbody>
        </table>
      </section>
      <form id="compare" action={`${process.env.BASE_PATH}/compare`} className="compare-bar">
        <button type="submit" data-shortcut="c">
          {context.reader.t('jobs.compare')}
        </button>{' '}
        {context.reader.t('jobs.compare.note')}
      </form>
    </>
  )
}

function HeadCell({
  column,
  query,
  toHref,
}: {
  column: Column
  query: JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
}): ReactNode {
  const { label } = column
  const descending = query.sort === `-${column.sort}`
  const sorted = descending || query.sort === column.sort
  return (
    <th
      role="columnheader"
      scope="col"
      {...(sorted ? { 'aria-sort': descending ? 'descending' : 'ascending' } : {})}
      className={toClassName(column)}
    >
      {column.sort ? (
        <a href={toHref({ sort: toNextSort(column, query.sort), page_no: 1 })}>
          {label}
          {sorted && <span aria-hidden="true">{descending ? '↓' : '↑'}</span>}
        </a>
      ) : (
        label
      )}
    </th>
  )
}

function toNextSort({ sort = 'create_time', descendingFirst = false }: Column, current: Sort): Sort {
  if (current === sort) return `-${sort}`
  if (current === `-${sort}`) return sort
  return descendingFirst ? `-${sort}` : sort
}

function toClassName({ name, number }: Column): string {
  return `${name.startsWith('hp.') ? 'hp' : name}${number ? ' number' : ''}`
}

const JobRow = memo(function JobRow({
  columns,
  job,
  context,
}: {
  columns: readonly Column[]
  job: ListedJob
  context: CellContext
}) {
  return (
    <tr role="row">
      <td role="cell" className="choose">
        <input
          key={toJobRef(job)}
          type="checkbox"
          form="compare"
          name="job"
          value={toJobRef(job)}
          aria-label={job.job_name}
        />
      </td>
      {columns.map((column) => (
        <td
          key={column.name}
          role="cell"
          className={toClassName(column)}
          {...(column.labelled ? { 'data-label': column.label } : {})}
        >
          {column.cell(job, context)}
        </td>
      ))}
    </tr>
  )
})
