import { lazy, type ReactNode, Suspense, useState } from 'react'
import { ExportMenu } from '@/components/filters/export-menu'
import { NotLoaded } from '@/components/states/not-loaded'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'

const RequestDialog = lazy(() => import('./request-dialog').catch(() => ({ default: NotLoaded })))

// Beside a few filters there is room for one word, that of the export.
const LINKS = [
  ['columns', 'icon icon-columns-3 size-4'],
  ['views', 'icon icon-bookmark size-4'],
  ['compare', 'icon icon-git-compare size-4'],
] as const

/** What can be done with the view: its columns, comparison, exact times, link, request, export. On a phone, a sheet. */
export function Toolbar({
  query,
  search,
  upstreamUrl,
  exact,
  onExact,
  reader,
}: {
  query: JobsQuery
  search: string
  upstreamUrl: string
  exact: boolean
  onExact: () => void
  reader: Reader
}): ReactNode {
  const { t } = reader
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div className="toolbar ml-auto flex gap-2">
        <button
          type="button"
          popoverTarget="view-menu"
          aria-label={t('jobs.more')}
          className="control sheet-control"
        >
          <span aria-hidden="true" className="icon icon-ellipsis size-4" />
        </button>
        <div id="view-menu" popover="auto" className="sheet">
          {LINKS.map(([page, icon]) => (
            <a
              key={page}
              href={`${process.env.BASE_PATH}/${page}${search && `?${search}`}`}
              title={t(`jobs.${page}`)}
              className="control"
            >
              <span aria-hidden="true" className={icon} />
              <span className="wide:max-broad:sr-only">{t(`jobs.${page}`)}</span>
            </a>
          ))}
          <button
            type="button"
            aria-pressed={exact}
            onClick={onExact}
            title={t('jobs.exact.title', { zone: reader.zone })}
            className="control aria-pressed:border-accent aria-pressed:text-accent scripts-only"
          >
            <span aria-hidden="true" className="icon icon-clock size-4" />
            <span className="wide:sr-only">{t('jobs.exact')}</span>
          </button>
          <button
            type="button"
            onClick={() => setAsking(true)}
            title={t('jobs.curl')}
            className="control scripts-only max-desk:hidden"
          >
            <span aria-hidden="true" className="icon icon-terminal size-4" />
            <span className="sr-only">{t('jobs.curl')}</span>
          </button>
          <button type="button" data-copy="" title={t('jobs.copyLink')} className="copy-button control">
            <span aria-hidden="true" className="icon icon-link-2 size-4" />
            <span className="wide:max-broad:sr-only">{t('jobs.copyLink')}</span>
          </button>
          <ExportMenu query={query} t={t} />
        </div>
      </div>
      {asking && (
        <Suspense>
          <RequestDialog
            query={query}
            search={search}
            upstreamUrl={upstreamUrl}
            onClose={() => setAsking(false)}
            t={t}
          />
        </Suspense>
      )}
    </>
  )
}
