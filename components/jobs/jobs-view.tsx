'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  lazy,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react'
import { FilterBar } from '@/components/filters/filter-bar'
import type { FilterPlace } from '@/components/filters/filter-place'
import type { Failure } from '@/components/states/failure'
import { FailurePanel } from '@/components/states/failure-panel'
import { NotLoaded } from '@/components/states/not-loaded'
import { useSurroundings } from '@/components/ui/surroundings'
import { useCopy } from '@/components/ui/use-copy'
import { useNow } from '@/components/ui/use-now'
import type { JobsAnswer } from '@/lib/api/jobs'
import { ApiFailure } from '@/lib/client/fetch-json'
import { jobsQueryOptions } from '@/lib/client/jobs-query-options'
import { keepPreference } from '@/lib/client/keep-preference'
import { useMirrorState } from '@/lib/client/use-mirror-state'
import { toColumnNames } from '@/lib/jobs/column-names'
import { toJobRef } from '@/lib/jobs/job-ref'
import { type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import { toColumns } from './columns'
import { EmptyJobs } from './empty-jobs'
import { JobsTable } from './jobs-table'
import { MirrorNotices } from './mirror-notices'
import { Pagination } from './pagination'
import { RowsNote } from './rows-note'
import { SortChoice, toSortLabel } from './sort-choice'
import { Toolbar } from './toolbar'
import { TotalsStrip } from './totals-strip'
import { useHeldRows } from './use-held-rows'
import { useView } from './use-view'

// What most visits never see is loaded when it shows.
const HyperParametersPopover = lazy(() =>
  import('./hyper-parameters-popover').catch(() => ({ default: NotLoaded })),
)

/** What the server read from the URL and found for it. */
export type JobsViewProps = {
  initial: { search: string; query: JobsQuery; answer: JobsAnswer | null; failure: Failure | null }
  /** What of the URL was set aside, in words; shown for as long as the URL is that one. */
  setAside: ReactNode
  /** Rows a page by default. */
  pageSize: number
  /** Base address of DashScope's API, for commands to copy. */
  upstreamUrl: string
  /** The accounts with their base addresses, where the board shows several. */
  sources?: readonly { readonly name: string; readonly baseUrl: string }[] | undefined
}

/** How long a choice waits for its rows before the page is drawn without them, in ms. */
const PATIENCE_MS = 100

/** Re-drawn often enough that "18 min ago" stays true. */
const AGO_SECONDS = 30

/** The list of jobs: drawn by the server whole, then kept live. */
export function JobsView({ initial, setAside, pageSize, upstreamUrl, sources }: JobsViewProps): ReactNode {
  const { reader, now: serverNow, exact: exactAtFirst, refreshSeconds } = useSurroundings()
  const { t } = reader
  const client = useQueryClient()
  const hasSources = sources !== undefined
  const view = useView(initial, pageSize, hasSources)
  const place: FilterPlace = {
    action: `${process.env.BASE_PATH}/`,
    defaults: { page_size: pageSize, hasSources },
  }
  const now = useNow(serverNow, AGO_SECONDS)
  const [exact, setExact] = useState(exactAtFirst)
  const [openJob, setOpenJob] = useState<{ id: string; anchor: HTMLElement } | null>(null)
  const [copied, setCopied] = useState(0)
  // A choice that overtakes another takes its place, and its step in the history.
  const going = useRef({ turn: 0, isStep: false })
  useCopy(useCallback(() => setCopied((count) => count + 1), []))

  const isServed = view.search === serializeJobsQuery(initial.query, { page_size: pageSize })
  const {
    data: newest,
    error,
    isPlaceholderData,
  } = useQuery({
    ...jobsQueryOptions(view.query, refreshSeconds),
    ...(isServed && initial.answer ? { initialData: initial.answer, initialDataUpdatedAt: serverNow } : {}),
  })
  // Where a request fails, what was there before stays.
  const [kept, setKept] = useState(newest)
  if (newest && newest !== kept) setKept(newest)
  const data = newest ?? kept
  useMirrorState(data?.mirror)
  const held = useHeldRows(view.search, data, isPlaceholderData)
  const chosen = view.query.columns.join()
  const columns = useMemo(
    () => toColumns(toColumnNames(chosen.split(','), hasSources), t, hasSources),
    [chosen, hasSources, t],
  )
  const context = useMemo(() => ({ reader, now, exact }), [reader, now, exact])

  if (!data)
    return (
      <>
        {view.isInitial && setAside}
        <FailurePanel failure={toFailure(error) ?? initial.failure ?? NEVER_READ} t={t} />
      </>
    )

  const { output, mirror } = data
  const failure = toFailure(error)

  function keepExact(next: boolean) {
    setExact(next)
    keepPreference('times', next ? 'exact' : 'relative')
  }

  const ask = (query: JobsQuery) => client.prefetchQuery(jobsQueryOptions(query, refreshSeconds))

  /** Where the answer comes soon, the page is drawn once, with its rows; else it does not wait for them. */
  async function show(query: JobsQuery, replace = false) {
    const from = location.href
    const turn = ++going.current.turn
    going.current.isStep ||= !replace
    await Promise.race([ask(query), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    if (turn !== going.current.turn) return
    const { isStep } = going.current
    going.current.isStep = false
    if (location.href === from) view.show(query, !isStep)
  }

  /** A press takes longer to become a click than most answers take. */
  function onPointerDown({ target }: PointerEvent<HTMLElement>) {
    const link = (target as Element).closest('a')
    if (link?.href && link.pathname === location.pathname && link.search !== location.search)
      ask(view.read(link.search))
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as Element
    if (target.closest('[data-time]')) setExact((before) => !before)
    const parameters = target.closest<HTMLElement>('[data-hyper-parameters]')
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey)
    if (parameters?.dataset.hyperParameters && plain) {
      event.preventDefault()
      setOpenJob({ id: parameters.dataset.hyperParameters, anchor: parameters })
    }
  }

  return (
    // biome-ignore lint/a11y: links and buttons inside are what is clicked; this only listens for them all
    <div onClick={onClick} onPointerDown={onPointerDown}>
      {view.isInitial && setAside}
      <MirrorNotices mirror={mirror} failure={failure} now={now} reader={reader} />
      <TotalsStrip
        totals={output.totals}
        cost={output.cost}
        deleted={output.deleted_jobs}
        partial={!mirror.complete}
        nextEnd={output.next_end_at}
        now={now}
        query={view.query}
        toHref={view.toHref}
        reader={reader}
      />
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <FilterBar
          query={view.query}
          facets={output.facets}
          place={place}
          toHref={view.toHref}
          onChange={show}
          reader={reader}
        />
        <SortChoice query={view.query} place={place} onChange={show} reader={reader} />
        <Toolbar
          query={view.query}
          search={view.search}
          upstreamUrl={sources?.find(({ name }) => name === view.query.source[0])?.baseUrl ?? upstreamUrl}
          exact={exact}
          onExact={() => keepExact(!exact)}
          reader={reader}
        />
      </div>
      <RowsNote held={held} query={view.query} reader={reader} />
      {held.rows.length === 0 ? (
        <EmptyJobs query={view.query} total={output.total} mirror={mirror} toHref={view.toHref} t={t} />
      ) : (
        <JobsTable
          columns={columns}
          rows={held.rows}
          query={view.query}
          toHref={view.toHref}
          context={context}
          caption={t('jobs.title')}
          busy={isPlaceholderData}
        />
      )}
      {(output.total > 0 || output.deleted_jobs > 0) && (
        <Pagination
          query={view.query}
          total={output.total}
          shown={output.jobs.length}
          deleted={output.deleted_jobs}
          toHref={view.toHref}
          reader={reader}
        />
      )}
      <p aria-live="polite" className="sr-only">
        {t('jobs.announce', { total: output.total })}{' '}
        {`${t('jobs.sort')}: ${toSortLabel(view.query.sort, t)}`}{' '}
        {copied > 0 && t('common.copied', { count: copied })}
      </p>
      {openJob && (
        <Suspense>
          <HyperParametersPopover
            key={openJob.id}
            job={held.rows.find((job) => toJobRef(job) === openJob.id) ?? null}
            anchor={openJob.anchor}
            onClose={() => setOpenJob(null)}
            t={t}
          />
        </Suspense>
      )}
    </div>
  )
}

const NEVER_READ: Failure = { code: 'NotReady', message: '', ours: true }

function toFailure(error: Error | null): Failure | null {
  if (!error) return null
  if (!(error instanceof ApiFailure)) return { code: '', message: error.message, ours: true }
  const { code, message, requestId, upstreamRequestId } = error
  const request_id = upstreamRequestId ?? requestId ?? undefined
  return { code, message, request_id, ours: upstreamRequestId === null }
}
