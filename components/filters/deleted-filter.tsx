import type { ReactNode } from 'react'
import type { JobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/** Says that jobs which DashScope no longer lists are shown, and takes them away; nothing while they are left out. */
export function DeletedFilter({
  query: { deleted },
  toHref,
  t,
}: {
  query: JobsQuery
  toHref: (change: Partial<JobsQuery>) => string
  t: Translate
}): ReactNode {
  if (deleted === 'exclude') return null
  const label = t('jobs.filter.deleted')
  return (
    <a
      href={toHref({ deleted: 'exclude', page_no: 1 })}
      aria-label={t('jobs.filter.remove', { filter: label })}
      className="control"
    >
      {label} <span className="chosen">{t(`jobs.filter.deleted.${deleted}`)}</span>
      <span aria-hidden="true" className="icon icon-x" />
    </a>
  )
}
