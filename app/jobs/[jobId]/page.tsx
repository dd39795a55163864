import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { toStatusLabel } from '@/components/job/status-label'
import { JobLive } from '@/components/job-detail/job-live'
import { JobView } from '@/components/job-detail/job-view'
import { FailurePanel } from '@/components/states/failure-panel'
import { toEstimate } from '@/lib/jobs/price'
import { getServices } from '@/lib/server/board'
import { getJob } from '@/lib/server/services/get-job'
import { refreshWhenAsked } from '@/lib/server/services/refresh-when-asked'
import { settle } from '@/lib/server/settle'

type Props = { params: Promise<{ jobId: string }> }

/** Once a request: the title and the page ask for the same job. */
const findJob = cache((job_id: string) => settle(() => getJob(getServices(), job_id)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { value } = await findJob(decodeURIComponent((await params).jobId))
  if (!value) return {}
  const { job_name, status } = value.entry
  return { title: `${job_name} · ${toStatusLabel(status, getServices().reader.t)}` }
}

/** Everything about one job. */
export default async function JobPage({ params }: Props) {
  const services = getServices()
  const { reader, clock, prices, names } = services
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
  return (
    <>
      <JobView
        entry={value.entry}
        estimate={toEstimate(value.entry, prices)}
        names={names}
        now={clock()}
        reader={reader}
      />
      <JobLive job_id={job_id} version={JSON.stringify(value.output)} />
    </>
  )
}
