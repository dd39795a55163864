import { PageHead } from '@/components/layout/page-head'
import { ViewsList } from '@/components/views/views-list'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import { REFUSALS, toViewName, toViewSearch } from '@/lib/jobs/saved-views'
import { getServices } from '@/lib/server/board'
import { getRequestContext } from '@/lib/server/front-door/request-context'
import { toHomeSearch } from '@/lib/server/home'
import { readViews, toSharer } from '@/lib/server/views'

/** Named queries. The query string is the one that can be saved under a name. */
export default async function ViewsPage() {
  const services = getServices()
  const { t } = services.reader
  const params = new URLSearchParams(getRequestContext().target.split('?')[1])
  return (
    <>
      <PageHead title={t('views.title')} />
      <h1 className="mt-4 text-title font-semibold">{t('views.title')}</h1>
      <p className="text-ink3">{t(toSharer() === null ? 'views.where' : 'views.shared')}</p>
      <ViewsList
        views={await readViews(services)}
        search={toViewSearch(params.toString(), PAGE_SIZE)}
        homeSearch={toHomeSearch()}
        refusal={REFUSALS.find((reason) => reason === params.get('refused'))}
        name={toViewName(params.get('name') ?? '')}
        t={t}
      />
    </>
  )
}
