import { ListFilter, Search } from 'lucide-react'
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react'
import { toStatusLabel } from '@/components/job/status-label'
import type { JobsAnswer } from '@/lib/api/jobs'
import type { Reader } from '@/lib/format/reader'
import { type JobsQuery, parseJobsQuery } from '@/lib/jobs/query'
import { ChoiceFilter } from './choice-filter'
import { CreatedFilter, CreatedRangeForm } from './created-filter'
import { QueryFields } from './query-fields'

const FILTERED = ['model', 'status', 'training_type', 'creator'] as const

/**
 * Search and filters: one GET form, so that they work without scripts. With them, each change is applied at once.
 */
export function FilterBar({
  query,
  facets,
  pageSize,
  toHref,
  onChange,
  reader,
}: {
  query: JobsQuery
  facets: JobsAnswer['output']['facets']
  /** Rows a page by default. */
  pageSize: number
  toHref: (change: Partial<JobsQuery>) => string
  /** Takes a new query; `typing` while letters are added to one search, which is one step of the history. */
  onChange: (query: JobsQuery, typing: boolean) => void
  reader: Reader
}): ReactNode {
  const { t } = reader
  const form = useRef<HTMLFormElement>(null)
  // What is being typed runs ahead of the URL.
  const [draft, setDraft] = useState<string | null>(null)
  const on =
    FILTERED.filter((name) => query[name].length > 0).length +
    (query.created_from || query.created_to ? 1 : 0)

  function apply() {
    if (!form.current) return
    const fields = [...new FormData(form.current)].map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    onChange({ ...parseJobsQuery(new URLSearchParams(fields), { page_size: pageSize }), page_no: 1 }, false)
  }

  function type(event: ChangeEvent<HTMLInputElement>) {
    const { value } = event.currentTarget
    setDraft(value)
    onChange({ ...query, q: value.trim(), page_no: 1 }, draft !== null)
  }

  return (
    <search className="flex grow flex-wrap items-center gap-2">
      <form
        ref={form}
        method="get"
        action="/"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
        className="contents"
      >
        <QueryFields query={query} without={[...FILTERED, 'q']} pageSize={pageSize} />
        <label className="relative w-[300px] phone:w-auto phone:grow">
          <span className="sr-only">{t('jobs.search')}</span>
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink3 phone:top-3.5"
          />
          <input
            type="search"
            name="q"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('jobs.search.placeholder')}
            value={draft ?? query.q}
            onChange={type}
            onBlur={() => setDraft(null)}
            className="h-8 w-full rounded-control border border-control bg-page pr-2 pl-8 phone:h-11 phone:text-[16px]"
          />
        </label>
        <button type="button" popoverTarget="filters" className="control wide:hidden">
          <ListFilter aria-hidden="true" className="size-4" />
          {t('jobs.filters')}
          {on > 0 && <span className="rounded-[5px] bg-accent-ground px-1.5 text-accent">{on}</span>}
        </button>
        <div id="filters" popover="auto" className="filter-sheet">
          <h2 className="mb-2 text-title font-semibold wide:sr-only">{t('jobs.filters')}</h2>
          <ChoiceFilter
            name="model"
            label={t('jobs.filter.model')}
            facet={facets.model}
            chosen={query.model}
            removeHref={toHref({ model: [], page_no: 1 })}
            onChoose={apply}
            reader={reader}
          />
          <ChoiceFilter
            name="status"
            label={t('jobs.filter.status')}
            facet={facets.status}
            chosen={query.status}
            toLabel={(status) => toStatusLabel(status, t)}
            removeHref={toHref({ status: [], page_no: 1 })}
            onChoose={apply}
            reader={reader}
          />
          <ChoiceFilter
            name="training_type"
            label={t('jobs.filter.type')}
            facet={facets.training_type}
            chosen={query.training_type}
            removeHref={toHref({ training_type: [], page_no: 1 })}
            onChoose={apply}
            reader={reader}
          />
          <ChoiceFilter
            name="creator"
            label={t('jobs.filter.creator')}
            facet={facets.creator}
            chosen={query.creator}
            removeHref={toHref({ creator: [], page_no: 1 })}
            onChoose={apply}
            reader={reader}
          />
          <CreatedFilter query={query} toHref={toHref} reader={reader} />
          <button
            type="button"
            popoverTarget="filters"
            popoverTargetAction="hide"
            className="control mt-2 wide:hidden"
          >
            {t('jobs.filters.done')}
          </button>
        </div>
        {(on > 0 || query.q) && (
          <a
            href={toHref({
              model: [],
              status: [],
              training_type: [],
              creator: [],
              created_from: '',
              created_to: '',
              q: '',
              page_no: 1,
            })}
            className="flex h-8 items-center rounded-control px-2 text-ink2 hover:bg-hover hover:text-ink phone:h-11"
          >
            {t('jobs.filters.clear')}
          </a>
        )}
        <button type="submit" className="no-scripts control">
          {t('jobs.search.submit')}
        </button>
      </form>
      <CreatedRangeForm
        fields={<QueryFields query={query} without={['created_from', 'created_to']} pageSize={pageSize} />}
      />
    </search>
  )
}
