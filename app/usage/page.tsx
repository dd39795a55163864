import { redirect } from 'next/navigation'
import { ExportMenu } from '@/components/filters/export-menu'
import { SetAside } from '@/components/filters/set-aside'
import { PageHead } from '@/components/layout/page-head'
import { FailurePanel } from '@/components/states/failure-panel'
import { UsageControls } from '@/components/usage/usage-controls'
import { UsageFilters } from '@/components/usage/usage-filters'
import { UsageLive } from '@/components/usage/usage-live'
import { UsageView } from '@/components/usage/usage-view'
import { createPeriodFormat } from '@/lib/format/period'
import { getServices } from '@/lib/server/board'
import { describeRange, getUsage, getUsageFacets, selectPrices } from '@/lib/server/services/get-usage'
import { readUsagePage } from '@/lib/server/services/read-usage-page'
import { settle } from '@/lib/server/settle'

/** So many of the latest periods are drawn. */
const MOST_PERIODS = 92

/** What jobs used and cost, over time and by group. */
export default async function UsagePage() {
  const services = getServices()
  const { reader, mirror, names, clock } = services
  const page = readUsagePage(clock(), services.hasSources)
  if (page.refresh) await mirror.refresh()
  if (page.redirectTo) redirect(page.redirectTo)
  const { query } = page
  const { value: usage, failure } = await settle(() => getUsage(services, query, MOST_PERIODS))
  return (
    <>
      <PageHead title={reader.t('usage.title')} />
      <h1 className="mt-4 text-title font-semibold">{reader.t('usage.title')}</h1>
      <p className="mb-3 text-ink3">{describeRange(services, query, usage)}</p>
      <SetAside problems={page.problems} t={reader.t} />
      {failure ? (
        <FailurePanel failure={failure} t={reader.t} />
      ) : (
        <UsageView
          selection={usage}
          totals={usage.totals}
          before={usage.before}
          prices={selectPrices(services, usage)}
          controls={
            <>
              <UsageControls query={query} reader={reader} />
              <div className="mt-2 flex flex-wrap items-center gap-2">
                <UsageFilters query={query} facets={getUsageFacets(services, query)} />
                <div className="ml-auto flex gap-2">
                  <ExportMenu query={query.jobs} t={reader.t} />
                  <button type="button" data-copy="" className="copy-button control">
                    {reader.t('jobs.copyLink')}
                  </button>
                </div>
              </div>
            </>
          }
          isEmpty={mirror.status().jobs === 0}
          context={{
            query,
            now: usage.now,
            currency: usage.totals.cost.amounts[0]?.currency ?? null,
            names: names.creator ?? new Map(),
            periods: createPeriodFormat(reader.locale),
            reader,
          }}
        />
      )}
      <UsageLive />
    </>
  )
}
