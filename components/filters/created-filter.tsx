import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'
import { FilterGroup } from './filter-group'

const PRESETS = ['today', '-1d', '-24h', '-7d', '-30d', '-90d'] as const
/** Alone among the presets a day that is over. */
const YESTERDAY = '-1d'
const RANGE_FORM = 'created-range'

/**
 * When a job was created: presets that a shared link keeps alive, or a range of days in Beijing. The days belong to a
 * form of their own (`CreatedRangeForm`), or a preset and a day would both be sent.
 */
export function CreatedFilter({
  query,
  toHref,
  reader,
}: {
  query: JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const label = t('jobs.filter.created')
  const off = { created_from: '', created_to: '', page_no: 1 }
  return (
    <FilterGroup
      label={label}
      values={toRangeWords(query, reader)}
      removeHref={toHref(off)}
      removeLabel={t('jobs.filter.remove', { filter: label })}
    >
      <ul className="choices">
        {PRESETS.map((preset) => {
          const created_to = preset === YESTERDAY ? preset : ''
          const current = query.created_from === preset && query.created_to === created_to
          return (
            <li key={preset}>
              <a
                href={toHref({ ...off, created_from: preset, created_to })}
                {...(current ? { 'aria-current': true } : {})}
                className="choice"
              >
                {t(`jobs.created.${preset}`)}
              </a>
            </li>
          )
        })}
      </ul>
      <div className="more">
        {(['created_from', 'created_to'] as const).map((name) => (
          <label key={name}>
            {t(`jobs.created.${name}`)}
            <input
              key={query[name]}
              type="date"
              name={name}
              form={RANGE_FORM}
              defaultValue={toDay(query[name])}
              className="control"
            />
          </label>
        ))}
        <p className="note">{t('jobs.created.zone')}</p>
        <button type="submit" form={RANGE_FORM} className="control">
          {t('jobs.created.apply')}
        </button>
      </div>
    </FilterGroup>
  )
}

/** The form that the two days belong to, with the rest of the query. */
export function CreatedRangeForm({ action, fields }: { action: string; fields: ReactNode }): ReactNode {
  return (
    <form id={RANGE_FORM} method="get" action={action}>
      {fields}
    </form>
  )
}

function toDay(bound: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(bound) ? bound : ''
}

function toRangeWords({ created_from, created_to }: JobsQuery, { t }: Reader): string[] {
  const toWord = (bound: string) => {
    const preset = PRESETS.find((candidate) => candidate === bound)
    return preset ? t(`jobs.created.${preset}`) : bound.replace('T', ' ')
  }
  if (created_from === YESTERDAY && created_to === YESTERDAY) return [toWord(YESTERDAY)]
  if (created_from && created_to) return [`${toWord(created_from)} – ${toWord(created_to)}`]
  if (created_from)
    return [
      PRESETS.some((preset) => preset === created_from)
        ? toWord(created_from)
        : t('jobs.created.since', { day: toWord(created_from) }),
    ]
  return created_to ? [t('jobs.created.until', { day: toWord(created_to) })] : []
}
