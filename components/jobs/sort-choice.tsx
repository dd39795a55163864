import type { ReactNode } from 'react'
import type { FilterPlace } from '@/components/filters/filter-place'
import { QueryFields } from '@/components/filters/query-fields'
import type { Reader } from '@/lib/format/reader'
import { isSort, type JobsQuery, type Sort } from '@/lib/jobs/query'
import type { MessageKey, Translate } from '@/lib/messages/translator'

const CHOICES: readonly Sort[] = [
  '-create_time',
  'create_time',
  '-end_time',
  '-duration',
  '-usage',
  'job_name',
  'model',
  'status',
]

/** An order in words. A hyper-parameter has none of its own, but a direction. */
export function toSortLabel(sort: Sort, t: Translate): string {
  const key = `jobs.sort.${sort}` as MessageKey
  const words = t(key)
  return words === key ? `${sort.replace(/^-?hp\./, '')} ${sort.startsWith('-') ? '↓' : '↑'}` : words
}

/** The order, where a phone has no heads of columns to press. */
export function SortChoice({
  query,
  place,
  onChange,
  reader,
}: {
  query: JobsQuery
  place: FilterPlace
  onChange: (query: JobsQuery) => void
  reader: Reader
}): ReactNode {
  const { t } = reader
  const choices = CHOICES.includes(query.sort) ? CHOICES : [query.sort, ...CHOICES]
  return (
    <form method="get" action={`${process.env.BASE_PATH}/`} className="sort-choice contents wide:hidden">
      <QueryFields query={query} without={['sort']} place={place} />
      <label className="wide:hidden">
        <span className="sr-only">{t('jobs.sort')}</span>
        <select
          name="sort"
          value={query.sort}
          onChange={({ currentTarget: { value } }) => {
            if (isSort(value)) onChange({ ...query, sort: value, page_no: 1 })
          }}
          className="control phone:max-w-28"
        >
          {choices.map((sort) => (
            <option key={sort} value={sort}>
              {toSortLabel(sort, t)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="no-scripts control wide:hidden">
        {t('jobs.filter.apply')}
      </button>
    </form>
  )
}
