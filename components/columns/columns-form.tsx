import type { ReactNode } from 'react'
import { QueryFields } from '@/components/filters/query-fields'
import { toColumnLabel } from '@/components/job/column-label'
import { COLUMN_NAMES, type ColumnName, toShownColumns } from '@/lib/jobs/column-names'
import { type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/**
 * The columns: those chosen in their order, then the others. One form, so that a step of one column keeps what was
 * ticked, and everything works without a script.
 */
export function ColumnsForm({
  query,
  pageSize,
  occurring,
  isDefault,
  hasSources,
  t,
}: {
  query: JobsQuery
  pageSize: number
  /** Hyper-parameters that occur, most frequent first. */
  occurring: readonly ColumnName[]
  /** Whether these columns are what the home link carries. */
  isDefault: boolean
  /** Whether the board shows several accounts, which have a column of their own. */
  hasSources: boolean
  t: Translate
}): ReactNode {
  const chosen = toShownColumns(query.columns, hasSources)
  const offered = COLUMN_NAMES.filter((name) => name !== 'source' || hasSources)
  const others = [...new Set([...offered, ...occurring])].filter((name) => !chosen.includes(name))
  return (
    <form method="get" action={`${process.env.BASE_PATH}/`} className="mt-3 max-w-3xl">
      <QueryFields
        query={query}
        without={['columns']}
        place={{ action: `${process.env.BASE_PATH}/`, defaults: { page_size: pageSize } }}
      />
      <fieldset>
        <legend className="text-ink2">{t('columns.chosen')}</legend>
        <ol className="mt-2 border-t border-line">
          {chosen.map((name, index) => (
            <li key={name} className="flex items-center gap-1 border-b border-line">
              <Choice name={name} isChosen t={t} />
              <Step direction="earlier" name={name} isPossible={index > 0} t={t} />
              <Step direction="later" name={name} isPossible={index < chosen.length - 1} t={t} />
            </li>
          ))}
        </ol>
      </fieldset>
      <fieldset className="mt-6">
        <legend className="text-ink2">{t('columns.others')}</legend>
        <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-4">
          {others.map((name) => (
            <li key={name}>
              <Choice name={name} isChosen={false} t={t} />
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="mt-4 wide:sticky wide:bottom-0 flex flex-wrap items-center gap-2 border-t border-line bg-page py-3">
        <button type="submit" className="control border-accent text-accent">
          {t('columns.show')}
        </button>
        <button
          type="submit"
          formMethod="post"
          formAction={`${process.env.BASE_PATH}/preferences`}
          className="control"
        >
          {t('columns.makeDefault')}
        </button>
        <a href={toUsual(query, pageSize)} className="control">
          {t('columns.usual')}
        </a>
        {isDefault && <span className="text-ink2">{t('columns.isDefault')}</span>}
      </div>
    </form>
  )
}

function toUsual(query: JobsQuery, pageSize: number): string {
  const search = serializeJobsQuery({ ...query, columns: [] }, { page_size: pageSize })
  return `${process.env.BASE_PATH}/columns${search && `?${search}`}`
}

function Choice({ name, isChosen, t }: { name: ColumnName; isChosen: boolean; t: Translate }): ReactNode {
  const label = toColumnLabel(name, t)
  return (
    <label className="flex min-h-10 grow items-center gap-2.5 phone:min-h-11">
      <input type="checkbox" name="columns" value={name} defaultChecked={isChosen} />
      <span className={label === name.slice(3) ? 'font-mono text-mono' : ''}>{label}</span>
    </label>
  )
}

function Step({
  direction,
  name,
  isPossible,
  t,
}: {
  direction: 'earlier' | 'later'
  name: ColumnName
  isPossible: boolean
  t: Translate
}): ReactNode {
  const label = t(`columns.${direction}`, { column: toColumnLabel(name, t) })
  return (
    <button
      type="submit"
      id={`${direction}:${name}`}
      name="move"
      value={`${direction}:${name}`}
      formAction={`${process.env.BASE_PATH}/columns`}
      disabled={!isPossible}
      aria-label={label}
      title={label}
      className="flex size-8 scroll-mt-[40vh] items-center justify-center rounded-control text-ink2 hover:bg-hover disabled:opacity-30 phone:size-11"
    >
      <span
        aria-hidden="true"
        className={direction === 'earlier' ? 'icon icon-arrow-up size-4' : 'icon icon-arrow-down size-4'}
      />
    </button>
  )
}
