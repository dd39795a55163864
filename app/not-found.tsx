import { PageHead } from '@/components/layout/page-head'
import { Panel } from '@/components/states/panel'
import { getPublicServices } from '@/lib/server/board'

/** What an address that leads nowhere shows. */
export default function NotFound() {
  const { t } = getPublicServices().reader
  return (
    <>
      <PageHead title={t('states.notFound')} />
      <h1 className="sr-only">{t('states.notFound')}</h1>
      <Panel title={t('states.notFound')} actions={<ToJobs label={t('states.toJobs')} />}>
        <p>{t('states.notFoundNote')}</p>
      </Panel>
    </>
  )
}

function ToJobs({ label }: { label: string }) {
  return (
    <a href={`${process.env.BASE_PATH}/`} className="control">
      {label}
    </a>
  )
}
