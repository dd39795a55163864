import type { ReactNode } from 'react'
import { Panel } from '@/components/states/panel'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { JobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/** No rows, and why: past the end, nothing matches, or an account without a job. */
export function EmptyJobs({
  query,
  total,
  mirror,
  toHref,
  t,
}: {
  query: JobsQuery
  total: number
  mirror: MirrorState
  toHref: (change: Partial<JobsQuery>) => string
  t: Translate
}): ReactNode {
  if (total > 0)
    return (
      <Panel
        title={t('jobs.empty.page')}
        actions={
          <a href={toHref({ page_no: 1 })} className="control">
            {t('jobs.empty.firstPage')}
          </a>
        }
      >
        <p>{t('jobs.empty.pageNote', { page: query.page_no, total })}</p>
      </Panel>
    )
  if (mirror.jobs > 0)
    return (
      <Panel
        title={t('jobs.empty.filtered')}
        actions={
          <a href={`${process.env.BASE_PATH}/`} className="control">
            {t('jobs.filters.clear')}
          </a>
        }
      >
        <p>
          {t(mirror.complete ? 'jobs.empty.filteredNote' : 'jobs.empty.partialNote', { count: mirror.jobs })}
        </p>
      </Panel>
    )
  return (
    <Panel title={t('jobs.empty.account')}>
      <p>{t('jobs.empty.accountNote')}</p>
    </Panel>
  )
}
