import { memo, type ReactNode } from 'react'
import { toStatusLabel } from '@/components/job/status-label'
import type { Facet } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import type { FilterName } from '@/lib/jobs/query'
import { FilterGroup } from './filter-group'

/** Beyond these the search field finds a value sooner than an eye does. */
const MOST = 60

/** A filter over the values that occur, each with the number of jobs behind it. */
export function ChoiceFilter({
  name,
  facet,
  chosen,
  removeHref,
  reader,
}: {
  name: FilterName
  /** With every chosen value, however rare. */
  facet: Facet
  chosen: readonly string[]
  removeHref: string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const label = t(`jobs.filter.${name}`)
  const toLabel = (value: string) =>
    name === 'status'
      ? toStatusLabel(value, t)
      : (facet.find((choice) => choice.value === value)?.name ?? value)
  const shown = facet.filter(({ value }, index) => index < MOST || chosen.includes(value))
  const left = facet.length - shown.length
  return (
    <FilterGroup
      label={label}
      values={chosen.map(toLabel)}
      removeHref={removeHref}
      removeLabel={t('jobs.filter.remove', { filter: label })}
    >
      <fieldset>
        <legend className="sr-only">{label}</legend>
        {shown.map(({ value, count, name: called }) => (
          <Choice
            key={value}
            name={name}
            value={value}
            label={toLabel(value)}
            title={called ? value : undefined}
            count={reader.number(count)}
            checked={chosen.includes(value)}
          />
        ))}
        {facet.length === 0 && <p className="note">{t('jobs.filter.none')}</p>}
        {left > 0 && <p className="note">{t('jobs.filter.more', { count: left })}</p>}
      </fieldset>
      <button type="submit" className="no-scripts control m-2">
        {t('jobs.filter.apply')}
      </button>
    </FilterGroup>
  )
}

const leaveToForm = () => {}

/** A value to tick, drawn again only where it changes; the form hears of it. */
const Choice = memo(function Choice({
  name,
  value,
  label,
  title,
  count,
  checked,
}: {
  name: FilterName
  value: string
  label: string
  title: string | undefined
  count: string
  checked: boolean
}) {
  return (
    <label className="choice" {...(title ? { title } : {})}>
      <input type="checkbox" name={name} value={value} checked={checked} onChange={leaveToForm} />
      <span>{label}</span>
      <span>{count}</span>
    </label>
  )
})
