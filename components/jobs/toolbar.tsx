import { lazy, type ReactNode, Suspense, useState } from 'react'
import { NotLoaded } from '@/components/states/not-loaded'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'

const RequestDialog = lazy(() => import('./request-dialog').catch(() => ({ default: NotLoaded })))

/** What can be done with the view: exact times, its link, its request as a command. */
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
    <div className="toolbar ml-auto flex gap-2">
      <a
        href={search ? `/columns?${search}` : '/columns'}
        title={t('jobs.columns')}
        className="control phone:hidden"
      >
        <span aria-hidden="true" className="icon-[lucide--columns-3] size-4" />
        <span className="max-desk:sr-only">{t('jobs.columns')}</span>
      </a>
      <a
        href={search ? `/views?${search}` : '/views'}
        title={t('jobs.views')}
        className="control phone:hidden"
      >
        <span aria-hidden="true" className="icon-[lucide--bookmark] size-4" />
        <span className="max-desk:sr-only">{t('jobs.views')}</span>
      </a>
      <div className="scripts-only contents">
        <button
          type="button"
          aria-pressed={exact}
          onClick={onExact}
          title={t('jobs.exact.title', { zone: reader.zone })}
          className="control aria-pressed:border-accent aria-pressed:text-accent phone:hidden"
        >
          <span aria-hidden="true" className="icon-[lucide--clock] size-4" />
          <span className="sr-only">{t('jobs.exact')}</span>
        </button>
        <button type="button" onClick={() => setAsking(true)} title={t('jobs.curl')} className="control">
          <span aria-hidden="true" className="icon-[lucide--terminal] size-4" />
          <span className="max-desk:sr-only">{t('jobs.curl')}</span>
        </button>
        <button type="button" data-copy="" title={t('jobs.copyLink')} className="copy-button control">
          <span aria-hidden="true" className="icon-[lucide--link-2] size-4" />
          <span className="max-desk:sr-only">{t('jobs.copyLink')}</span>
        </button>
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
    </div>
  )
}
