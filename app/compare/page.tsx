import { redirect } from 'next/navigation'
import { CompareView } from '@/components/compare/compare-view'
import { LeftOut } from '@/components/compare/left-out'
import { PickJobs } from '@/components/compare/pick-jobs'
import { SetAside } from '@/components/filters/set-aside'
import { CopyAnnouncer } from '@/components/layout/copy-announcer'
import { PageHead } from '@/components/layout/page-head'
import { PageLive } from '@/components/layout/page-live'
import { Notice } from '@/components/states/notice'
import { Panel } from '@/components/states/panel'
import { MIN_JOBS, parseCompareQuery, serializeCompareQuery, toCurveProblems } from '@/lib/jobs/compare-query'
import { toCurveNames } from '@/lib/jobs/curves'
import { toStatusInfo } from '@/lib/jobs/status'
import type { ViewProblem } from '@/lib/jobs/view-problem'
import { getServices } from '@/lib/server/board'
import { readPageParams } from '@/lib/server/front-door/page-params'
import { readPreferences } from '@/lib/server/preferences'
import { findComparedJobs } from '@/lib/server/services/compare-jobs'
import { getJob } from '@/lib/server/services/get-job'
import { refreshWhenAsked } from '@/lib/server/services/refresh-when-asked'
import { keepOffered, selectBeside, selectBest } from '@/lib/server/services/select-best'
import { settle } from '@/lib/server/settle'

const NONE = { offered: [], total: 0, problems: [] }

/**
 * Two to eight jobs side by side. Whatever the address holds, the page explains and shows what it can: where it names
 * no job, the best of a query of the jobs page; where it names one, others of its base model beside it. What the form
 * of these sends is shown again, as it was ticked, until there are two.
 */
export default async function ComparePage() {
  const services = getServices()
  const { reader, clock } = services
  const { t } = reader
  const back = await refreshWhenAsked(services)
  const params = readPageParams()
  if (back) redirect(toUnrefreshed(back, params))
  const setAside: ViewProblem[] = []
  const query = parseCompareQuery(params, setAside)
  // Sent by the form below: the job that it was about, '' where it was about none.
  const sent = params.get('beside')
  if (sent !== null && query.job.length >= MIN_JOBS) redirect(`/compare?${serializeCompareQuery(query)}`)
  const { jobs, leftOut } = await findComparedJobs(services, query.job)
  const curveNames = toCurveNames(jobs.map(({ curves }) => curves))
  const isEnough = jobs.length >= MIN_JOBS
  const only = jobs.length === 1 ? jobs[0]?.entry : undefined
  const about = sent === null ? only : (await settle(() => getJob(services, sent))).value?.entry
  const isNamed = query.job.length > 0
  const { offered, total, problems } = about
    ? await selectBeside(services, about)
    : isNamed && sent === null
      ? NONE
      : await selectBest(services, params)
  const isAskedAgain = sent !== null && offered.length >= MIN_JOBS
  return (
    <>
      <PageHead title={t('compare.short')} />
      {!isEnough && <h1 className="mt-4 text-title font-semibold">{t('compare.short')}</h1>}
      <SetAside problems={[...setAside, ...toCurveProblems(query.curve, curveNames), ...problems]} t={t} />
      <LeftOut leftOut={leftOut} t={t} />
      {isAskedAgain && <Notice tone="trouble" title={t('compare.tick')} />}
      {isEnough ? (
        <CompareView jobs={jobs} query={query} reader={reader} />
      ) : offered.length >= MIN_JOBS ? (
        <PickJobs
          jobs={isAskedAgain && only ? keepOffered(offered, only) : offered}
          ticked={isAskedAgain ? query.job : null}
          about={about ?? null}
          params={params}
          total={total}
          now={clock()}
          exact={readPreferences().exact}
          reader={reader}
        />
      ) : (
        <Panel
          title={t('compare.few', { count: jobs.length })}
          actions={
            <a href={`${process.env.BASE_PATH}/`} className="control">
              {t('compare.toJobs')}
            </a>
          }
        >
          <p>{t('compare.fewNote')}</p>
        </Panel>
      )}
      <CopyAnnouncer />
      {jobs.some(({ entry }) => !toStatusInfo(entry.status).terminal) && <PageLive />}
    </>
  )
}

function toUnrefreshed(path: string, params: URLSearchParams): string {
  params.delete('refresh')
  return `${path}?${params}`
}
