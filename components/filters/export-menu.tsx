import type { ReactNode } from 'react'
import { EXPORT_FORMATS, type JobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/** Takes every job that matches away, as a file: plain links in a popover, so that it works without scripts. */
export function ExportMenu({ query, t }: { query: JobsQuery; t: Translate }): ReactNode {
  const search = serializeJobsQuery({ ...query, page_no: 1, page_size: 10 }, { page_size: 10 })
  return (
    <>
      <button
        type="button"
        popoverTarget="export-menu"
        data-shortcut="e"
        title={t('jobs.export')}
        className="control"
      >
        <span aria-hidden="true" className="icon icon-download size-4" />
        <span className="wide:max-desk:sr-only">{t('jobs.export')}</span>
      </button>
      <div id="export-menu" popover="auto" className="floating below-end m-0 min-w-36 p-1">
        {EXPORT_FORMATS.map((format) => (
          <a
            key={format}
            href={`${process.env.BASE_PATH}/api/v1/fine-tunes/export?format=${format}${search && `&${search}`}`}
            download
            className="flex h-8 items-center rounded-[6px] px-2.5 hover:bg-hover phone:h-11"
          >
            {t(`jobs.export.${format}`)}
          </a>
        ))}
      </div>
    </>
  )
}
