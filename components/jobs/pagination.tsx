import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'
import { toPageNumbers } from './page-numbers'

const SIZES = [10, 25, 50, 100]

/** Where in the list one is, how many rows a page has, and the way to the others. Plain links. */
export function Pagination({
  query,
  total,
  shown,
  deleted,
  toHref,
  reader,
}: {
  query: JobsQuery
  total: number
  /** Rows on this page. */
  shown: number
  deleted: number
  toHref: (change: Partial<JobsQuery>) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const pages = Math.max(1, Math.ceil(total / query.page_size))
  const first = (query.page_no - 1) * query.page_size + 1
  return (
    <div className="pagination">
      <p>
        {shown === 0
          ? t('jobs.range.none', { total })
          : t('jobs.range', { first, last: first + shown - 1, total })}
        {deleted > 0 && ` ${t('jobs.range.deleted', { count: deleted })}`}
      </p>
      <p className="page-sizes">
        {t('jobs.pageSize')}
        {SIZES.map((size) => (
          <a
            key={size}
            href={toHref({ page_size: size, page_no: 1 })}
            aria-label={t('jobs.pageSize.choose', { size })}
            {...(size === query.page_size ? { 'aria-current': true } : {})}
          >
            {size}
          </a>
        ))}
      </p>
      {pages > 1 && (
        <nav aria-label={t('jobs.pages')}>
          {query.page_no > 1 && (
            <a href={toHref({ page_no: Math.min(query.page_no - 1, pages) })} rel="prev">
              {t('jobs.previous')}
            </a>
          )}
          {toPageNumbers(query.page_no, pages).map((page, index) =>
            page === null ? (
              <span key={`gap-${index}`} aria-hidden="true">
                …
              </span>
            ) : (
              <a
                key={page}
                href={toHref({ page_no: page })}
                {...(page === query.page_no ? { 'aria-current': 'page' as const } : {})}
              >
                {page}
              </a>
            ),
          )}
          {query.page_no < pages && (
            <a href={toHref({ page_no: query.page_no + 1 })} rel="next">
              {t('jobs.next')}
            </a>
          )}
        </nav>
      )}
    </div>
  )
}
