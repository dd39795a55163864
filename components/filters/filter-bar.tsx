import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useNextFrame } from '@/components/ui/use-next-frame'
import type { JobsAnswer } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import {
  defaultJobsQuery,
  FILTER_NAMES,
  type JobsQuery,
  parseJobsQuery,
  serializeJobsQuery,
  toFilterValues,
} from '@/lib/jobs/query'
import { ChoiceFilter } from './choice-filter'
import { CreatedFilter, CreatedRangeForm } from './created-filter'
import { DeletedFilter } from './deleted-filter'
import type { FilterPlace } from './filter-place'
import { QueryFields } from './query-fields'
import { SearchHelp } from './search-help'
import { readFields, useEarlyChoice } from './use-early-choice'
import { useLightDismiss } from './use-light-dismiss'

const SearchSuggestions = lazy(() => import('./search-suggestions').catch(() => ({ default: () => null })))

/**
 * Search and filters: one GET form, so that they work without scripts. With them, each change is applied at once.
 */
export function FilterBar({
  query,
  facets,
  place,
  toHref,
  onChange,
  reader,
}: {
  query: JobsQuery
  facets: JobsAnswer['output']['facets']
  place: FilterPlace
  toHref: (change: Partial<JobsQuery>) => string
  /** Takes a new query; `typing` while letters are added to one search, which is one step of the history. */
  onChange: (query: JobsQuery, typing: boolean) => void
  reader: Reader
}): ReactNode {
  const { t } = reader
  // Their panels are shut, or beside the box that was just ticked.
  const counted = useNextFrame(facets)
  const form = useRef<HTMLFormElement>(null)
  useLightDismiss(form)
  // What is being typed runs ahead of the URL.
  const [draft, setDraft] = useState<string | null>(null)
  const [isUsed, setUsed] = useState(false)
  // The outside system: the browser's history, which takes the URL back under a field that keeps the focus.
  useEffect(() => {
    const drop = () => setDraft(null)
    window.addEventListener('popstate', drop)
    return () => window.removeEventListener('popstate', drop)
  }, [])
  const { page_size, sort, deleted, ...noFilters } = defaultJobsQuery(place.defaults.page_size)
  const ranged = query.created_from || query.created_to
  const on = FILTER_NAMES.filter((name) => query[name].length > 0).length + (ranged ? 1 : 0)

  // Where the URL is going: shown at once, and a second choice may come before the first has arrived there.
  const [ahead, setAhead] = useState(query)
  const search = serializeJobsQuery(query, place.defaults)
  const [at, setAt] = useState(search)
  if (at !== search) {
    setAt(search)
    setAhead(query)
  }

  /** A tick of a choice: one listener for all of them. */
  function onTick({ target }: { target: EventTarget }) {
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return
    const name = FILTER_NAMES.find((filter) => filter === target.name)
    if (!name) return
    const others = ahead[name].filter((other) => other !== target.value)
    go({ [name]: toFilterValues(name, target.checked ? [...others, target.value] : others) }, false)
  }

  function go(change: Partial<JobsQuery>, typing: boolean) {
    const next = { ...ahead, ...change, page_no: 1 }
    setAhead(next)
    onChange(next, typing)
  }

  function apply() {
    const fields = readFields(form.current)
    if (!fields) return
    const next = parseJobsQuery(fields, place.defaults)
    onChange({ ...next, q: next.q.trim(), page_no: 1 }, false)
  }

  useEarlyChoice('.filters form', (fields) => {
    const chosen = parseJobsQuery(fields, place.defaults)
    const values = Object.fromEntries(FILTER_NAMES.map((name) => [name, chosen[name]]))
    const change: Partial<JobsQuery> = { ...values, q: chosen.q.trim() }
    if (serializeJobsQuery({ ...query, ...change }, place.defaults) !== search) go(change, false)
  })

  function write(text: string) {
    setDraft(text)
    go({ q: text.trim() }, draft !== null)
  }

  return (
    <search className="filters">
      <form
        ref={form}
        method="get"
        autoComplete="off"
        action={place.action}
        onChange={onTick}
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <QueryFields query={query} without={[...FILTER_NAMES, 'q']} place={place} />
        <div className="search-field">
          <label className="search">
            <span className="sr-only">{t('jobs.search')}</span>
            <span aria-hidden="true" className="icon icon-search" />
            <input
              type="search"
              name="q"
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              placeholder={t('jobs.search.placeholder')}
              value={draft ?? ahead.q}
              onChange={({ currentTarget }) => write(currentTarget.value)}
              onBlur={() => setDraft(null)}
              onFocus={() => setUsed(true)}
            />
          </label>
          <SearchHelp action={place.action} t={t} />
          {isUsed && (
            <Suspense>
              <SearchSuggestions
                text={draft ?? ahead.q}
                label={t('jobs.search.suggestions')}
                onChoose={write}
              />
            </Suspense>
          )}
        </div>
        <button type="submit" className="no-scripts control">
          {t('jobs.search.submit')}
        </button>
        <button type="button" popoverTarget="filters" className="control sheet-control">
          {t('jobs.filters')} {on > 0 && <span className="chosen">{on}</span>}
        </button>
        <div id="filters" popover="auto" className="sheet">
          <h2>{t('jobs.filters')}</h2>
          {FILTER_NAMES.map((name) => {
            const facet = counted[name]
            return (
              facet && (
                <ChoiceFilter
                  key={name}
                  name={name}
                  facet={facet}
                  chosen={ahead[name]}
                  removeHref={toHref({ [name]: [], page_no: 1 })}
                  reader={reader}
                />
              )
            )
          })}
          <CreatedFilter query={query} toHref={toHref} reader={reader} />
          <DeletedFilter query={query} toHref={toHref} t={t} />
          <button
            type="button"
            popoverTarget="filters"
            popoverTargetAction="hide"
            className="control sheet-control"
          >
            {t('jobs.filters.done')}
          </button>
        </div>
        {(on > 0 || query.q) && (
          <a href={toHref(noFilters)} className="clear">
            {t('jobs.filters.clear')}
          </a>
        )}
      </form>
      <CreatedRangeForm
        action={place.action}
        fields={<QueryFields query={query} without={['created_from', 'created_to']} place={place} />}
      />
    </search>
  )
}
