import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { SetAside } from '@/components/filters/set-aside'
import { toStatusLabel } from '@/components/job/status-label'
import { EndNotice } from '@/components/job-detail/end-notice'
import { JobLive } from '@/components/job-detail/job-live'
import { JobRecord } from '@/components/job-detail/job-record'
import { JobView } from '@/components/job-detail/job-view'
import { NeighbourLinks } from '@/components/job-detail/neighbour-links'
import { NoJob } from '@/components/job-detail/no-job'
import { WhichJob } from '@/components/job-detail/which-job'
import { PageHead } from '@/components/layout/page-head'
import { FailurePanel } from '@/components/states/failure-panel'
import { readJobsQuery } from '@/lib/api/jobs-query'
import { parseJobPageQuery } from '@/lib/jobs/job-page-query'
import { toJobRef } from '@/lib/jobs/job-ref'
import { toEstimate } from '@/lib/jobs/price'
import { toStatusInfo } from '@/lib/jobs/status'
import type { ViewProblem } from '@/lib/jobs/view-problem'
import { getServices } from '@/lib/server/board'
import { toListOfOrigin } from '@/lib/server/front-door/list-of-origin'
import { readPageParams } from '@/lib/server/front-door/page-params'
import { getRequestContext } from '@/lib/server/front-door/request-context'
import { toCommandUrl } from '@/lib/server/services/account'
import { getJob } from '@/lib/server/services/get-job'
import { lookAtCheckpoints } from '@/lib/server/services/get-job-checkpoints'
import { getJobStory, getNeighbours } from '@/lib/server/services/get-job-story'
import { lookAtLog } from '@/lib/server/services/get-whole-log'
import { refreshWhenAsked } from '@/lib/server/services/refresh-when-asked'
import { settle } from '@/lib/server/settle'

type Props = { params: Promise<{ jobId: string }> }

/** Everything about one job. */
export default async function JobPage({ params }: Props) {
  const services = getServices()
  const { reader, clock, prices, names } = services
  const asked = decodeURIComponent((await params).jobId)
  const back = await refreshWhenAsked(services)
  if (back) redirect(back)
  const { value, failure } = await settle(() => getJob(services, asked))
  if (failure?.code === 'NotFound') {
    // Next's own `notFound()` leaves the page empty until scripts run.
    getRequestContext().setStatus(404)
    return <NoJob t={reader.t} />
  }
  if (failure)
    return (
      <>
        <PageHead title={asked} />
        <h1 className="mt-4 text-title font-semibold">{asked}</h1>
        {failure.code === 'AmbiguousJobId' ? (
          <WhichJob jobs={services.sources.flatMap(({ mirror }) => mirror.peek(asked) ?? [])} t={reader.t} />
        ) : (
          <FailurePanel failure={failure} t={reader.t} />
        )}
      </>
    )
  const { entry } = value
  const ref = toJobRef(entry)
  const isOver = toStatusInfo(entry.status).terminal
  const search = readPageParams()
  const request = await headers()
  const list = toListOfOrigin(search.get('list'), request.get('referer'), request.get('host'))
  const problems: ViewProblem[] = []
  const query = { ...parseJobPageQuery(search, problems), list: list ?? '' }
  const beside = getNeighbours(services, readListQuery(query.list, clock(), services.hasSources), ref)
  const [log, checkpoints] = await Promise.all([
    lookAtLog(services, entry),
    lookAtCheckpoints(services, entry),
  ])
  const story = await getJobStory(services, entry)
  const title = `${entry.job_name} · ${toStatusLabel(entry.status, reader.t)}`
  return (
    <>
      <PageHead title={title} icon={`status/${toStatusInfo(entry.status).tone}`} />
      <SetAside problems={problems} t={reader.t} />
      <JobView
        entry={entry}
        estimate={toEstimate(entry, prices)}
        names={names}
        story={story}
        list={query.list}
        neighbours={
          <NeighbourLinks
            previous={beside?.previous ?? null}
            next={beside?.next ?? null}
            list={query.list}
            t={reader.t}
          />
        }
        record={
          <JobRecord
            key={ref}
            job_id={ref}
            log={log}
            checkpoints={checkpoints}
            query={query}
            now={clock()}
            reader={reader}
          />
        }
        actions={
          <EndNotice
            key={ref}
            isOver={isOver}
            words={{
              ended: title,
              ask: reader.t('job.notify'),
              on: reader.t('job.notify.on'),
              denied: reader.t('job.notify.denied'),
            }}
          />
        }
        commandUrl={toCommandUrl(services, entry)}
        now={clock()}
        reader={reader}
      />
      <JobLive
        key={ref}
        job_id={ref}
        version={JSON.stringify(value.output)}
        isLive={!isOver || !log || !checkpoints || log.value?.log.final === false}
      />
    </>
  )
}

/** The list that a query string stands for; what of it cannot be read is as it is by default. */
function readListQuery(list: string, now: number, hasSources: boolean) {
  return readJobsQuery(new URLSearchParams(list), { page_size: 50, hasSources }, now).query
}
