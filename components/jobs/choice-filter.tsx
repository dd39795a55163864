import type { ReactNode } from 'react'
import type { Facet } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import type { FilterName } from '@/lib/jobs/query'
import { FilterGroup } from './filter-group'

/** Beyond these the search field finds a value sooner than an eye does. */
const MOST = 60

/** A filter over the values that occur, each with the number of jobs behind it. */
export function ChoiceFilter({
  name,
  label,
  facet,
  chosen,
  toLabel = (value) => value,
  removeHref,
  onChoose,
  reader,
}: {
  name: FilterName
  label: string
  facet: Facet
  chosen: readonly string[]
  toLabel?: (value: string) => string
  removeHref: string
  onChoose: () => void
  reader: Reader
}): ReactNode {
  const { t } = reader
  // A chosen value stays in sight, however rare it is.
  const shown = facet.filter(({ value }, index) => index < MOST || chosen.includes(value))
  const missing = chosen.filter((value) => !facet.some((entry) => entry.value === value))
  return (
    <FilterGroup
      label={label}
      values={chosen.map(toLabel)}
      removeHref={removeHref}
      removeLabel={t('jobs.filter.remove', { filter: label })}
    >
      <fieldset className="max-h-80 overflow-y-auto p-1.5">
        <legend className="sr-only">{label}</legend>
        {[...shown, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => (
          <label
            key={value}
            className="flex min-h-8 items-center gap-2.5 rounded-[6px] px-2 hover:bg-hover phone:min-h-11"
          >
            <input
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.includes(value)}
              onChange={onChoose}
            />
            <span className="truncate" title={value}>
              {toLabel(value)}
            </span>
            <span className="ml-auto pl-4 text-ink3">{reader.number(count)}</span>
          </label>
        ))}
        {facet.length === 0 && missing.length === 0 && (
          <p className="px-2 py-1.5 text-ink3">{t('jobs.filter.none')}</p>
        )}
        {facet.length > shown.length && (
          <p className="px-2 py-1.5 text-aside text-ink3">
            {t('jobs.filter.more', { count: facet.length - shown.length })}
          </p>
        )}
      </fieldset>
      <ApplyWithoutScripts label={t('jobs.filter.apply')} />
    </FilterGroup>
  )
}

/** The form's own button, for where no script submits it. */
export function ApplyWithoutScripts({ label }: { label: string }): ReactNode {
  return (
    <div className="no-scripts border-t border-line p-1.5">
      <button type="submit" className="control w-full">
        {label}
      </button>
    </div>
  )
}
