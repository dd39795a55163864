import type { ReactNode } from 'react'
import { PageHead } from '@/components/layout/page-head'
import { Panel } from '@/components/states/panel'
import type { Translate } from '@/lib/messages/translator'

/** What the page of a job shows where no job has its id. */
export function NoJob({ t }: { t: Translate }): ReactNode {
  return (
    <>
      <PageHead title={t('states.jobNotFound')} />
      <h1 className="sr-only">{t('states.jobNotFound')}</h1>
      <Panel
        title={t('states.jobNotFound')}
        actions={
          <a href={`${process.env.BASE_PATH}/`} className="control">
            {t('states.toJobs')}
          </a>
        }
      >
        <p>{t('states.jobNotFoundNote')}</p>
      </Panel>
    </>
  )
}
