import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import type { Reader } from '@/lib/format/reader'
import { toRefPath } from '@/lib/jobs/job-ref'
import type { Json } from '@/lib/jobs/json'
import { selectLogWindow } from '@/lib/jobs/log-window'
import { LogBox } from './log-box'
import { LogRow } from './log-row'

/**
 * The log of a job: search, wrapping and download, and a window of its lines, complete without a script. With one,
 * a longer log becomes a list that scrolls through all of it.
 */
export function LogView({
  job_id,
  lines,
  total,
  find,
  page,
  query,
  toHref,
  reader,
}: {
  job_id: string
  lines: readonly Json[]
  /** Lines that DashScope counts; more than `lines` while a long log is being read. */
  total: number
  find: string
  page: number
  /** Parameters that a search keeps. */
  query: readonly (readonly [name: string, value: string])[]
  toHref: (change: { find: string; log: number }) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const view = selectLogWindow(lines, find, page)
  const counts = { count: view.matches, total: lines.length }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="logs" className="font-semibold text-ink2">
          {t('log.title')}
        </h2>
        <span className="text-ink2" role="status">
          {t(find ? 'log.matches' : 'log.lines', counts)}
          {total > lines.length && ` · ${t('log.partial', { total })}`}
        </span>
        <form action="#logs" className="ml-auto flex flex-wrap items-center gap-2 phone:ml-0">
          {query.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label className="flex min-h-8 items-center gap-2 text-ink2">
            <input type="checkbox" id="log-wrap" /> {t('log.wrap')}
          </label>
          <input
            type="search"
            name="find"
            defaultValue={find}
            aria-label={t('log.search')}
            placeholder={t('log.search')}
            maxLength={200}
            className="h-8 w-48 rounded-control border border-control px-2.5 phone:h-11"
          />
          <button type="submit" className="control">
            {t('log.find')}
          </button>
          <a
            href={`${process.env.BASE_PATH}/jobs/${toRefPath(job_id)}/log.txt`}
            download={`${job_id}.log`}
            className="control"
          >
            {t('log.download')}
          </a>
        </form>
      </div>
      {find !== '' && (
        <p className="mt-1">
          <a href={toHref({ find: '', log: 1 })} className="quiet-link py-1">
            {t('log.all')}
          </a>
        </p>
      )}
      <div className="relative">
        <SkipLink href="#after-logs" label={t('log.skip')} />
      </div>
      <LogBox
        job_id={job_id}
        total={lines.length}
        first={view.lines[0]?.line ?? 1}
        isWhole={find === '' && view.pages === 1}
        isSearch={find !== ''}
        name={t('log.title')}
      >
        {view.lines.map(({ line, text }) => (
          <li key={line} id={`L${line}`} className="log-line">
            <LogRow line={line} text={text} find={find} />
          </li>
        ))}
      </LogBox>
      <div id="after-logs" />
      {view.matches === 0 && <p className="py-3 text-ink3">{t(find ? 'log.noMatch' : 'log.empty')}</p>}
      {view.pages > 1 && (
        <nav aria-label={t('log.pages')} className="log-pages mt-2 gap-4 text-ink2">
          {view.page > 1 && (
            <a href={`${toHref({ find, log: view.page - 1 })}#logs`} className="quiet-link py-1">
              {t('log.previous')}
            </a>
          )}
          {t('log.page', { page: view.page, pages: view.pages })}
          {view.page < view.pages && (
            <a href={`${toHref({ find, log: view.page + 1 })}#logs`} className="quiet-link py-1">
              {t('log.next')}
            </a>
          )}
        </nav>
      )}
    </>
  )
}
