import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { toStatusLabel } from '@/components/job/status-label'
import { EndNotice } from '@/components/job-detail/end-notice'
import { JobLive } from '@/components/job-detail/job-live'
import { JobRecord } from '@/components/job-detail/job-record'
import { JobView } from '@/components/job-detail/job-view'
import { NeighbourLinks } from '@/components/job-detail/neighbour-links'
import { FailurePanel } from '@/components/states/failure-panel'
import { readJobsQuery } from '@/lib/api/jobs-query'
import { parseJobPageQuery } from '@/lib/jobs/job-page-query'
import { toEstimate } from '@/lib/jobs/price'
import { toStatusInfo } from '@/lib/jobs/status'
import { getServices } from '@/lib/server/board'
import { DEFAULT_BASE_URL } from '@/lib/server/env.mjs'
import { toListOfOrigin } from '@/lib/server/front-door/list-of-origin'
import { readPageParams } from '@/lib/server/front-door/page-params'
import { getJob } from '@/lib/server/services/get-job'
import { lookAtCheckpoints } from '@/lib/server/services/get-job-checkpoints'
import { getJobStory, getNeighbours } from '@/lib/server/services/get-job-story'
import { lookAtLog } from '@/lib/server/services/get-whole-log'
import { refreshWhenAsked } from '@/lib/server/services/refresh-when-asked'
import { settle } from '@/lib/server/settle'

type Props = { params: Promise<{ jobId: string }> }

/** Once a request: the title and the page ask for the same job. */
const findJob = cache((job_id: string) => settle(() => getJob(getServices(), job_id)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { value } = await findJob(decodeURIComponent((await params).jobId))
  if (!value) return {}
  const { job_name, status } = value.entry
  return {
    title: `${job_name} · ${toStatusLabel(status, getServices().reader.t)}`,
    icons: { icon: `${process.env.BASE_PATH}/status/${toStatusInfo(status).tone}.svg` },
  }
}

/** Everything about one job. */
export default async function JobPage({ params }: Props) {
  const services = getServices()
  const { reader, clock, prices, names, settings } = services
  const job_id = decodeURIComponent((await params).jobId)
  const back = await refreshWhenAsked(services)
  if (back) redirect(back)
  const { value, failure } = await findJob(job_id)
  if (failure?.code === 'NotFound') notFound()
  if (failure)
    return (
      <>
        <h1 className="mt-4 text-title font-semibold">{job_id}</h1>
        <FailurePanel failure={failure} t={reader.t} />
      </>
    )
  const { entry } = value
  const isOver = toStatusInfo(entry.status).terminal
  const search = readPageParams()
  const request = await headers()
  const list = toListOfOrigin(search.get('list'), request.get('referer'), request.get('host'))
  const query = { ...parseJobPageQuery(search), list: list ?? '' }
  const beside = getNeighbours(services, readListQuery(query.list, clock()), job_id)
  const [log, checkpoints] = await Promise.all([
    lookAtLog(services, entry),
    lookAtCheckpoints(services, entry),
  ])
  const story = await getJobStory(services, entry)
  return (
    <>
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
            key={job_id}
            job_id={job_id}
            log={log}
            checkpoints={checkpoints}
            query={query}
            now={clock()}
            reader={reader}
          />
        }
        actions={
          <EndNotice
            key={job_id}
            isOver={isOver}
            words={{
              ended: `${entry.job_name} · ${toStatusLabel(entry.status, reader.t)}`,
              ask: reader.t('job.notify'),
              on: reader.t('job.notify.on'),
              denied: reader.t('job.notify.denied'),
            }}
          />
        }
        commandUrl={settings.demo ? DEFAULT_BASE_URL : settings.baseUrl}
        now={clock()}
        reader={reader}
      />
      <JobLive
        key={job_id}
        job_id={job_id}
        version={JSON.stringify(value.output)}
        isLive={!isOver || !log || !checkpoints || log.value?.log.final === false}
      />
    </>
  )
}

/** The list that a query string stands for; what of it cannot be read is as it is by default. */
function readListQuery(list: string, now: number) {
  return readJobsQuery(new URLSearchParams(list), { page_size: 50 }, now).query
}
