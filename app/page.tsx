import { redirect } from 'next/navigation'
import { SetAside } from '@/components/filters/set-aside'
import { LaterJobsView } from '@/components/jobs/later-jobs-view'
import { selectRowFields } from '@/components/jobs/row-fields'
import { PageHead } from '@/components/layout/page-head'
import type { JobsAnswer } from '@/lib/api/jobs'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import { getServices } from '@/lib/server/board'
import { describeAccount, toCommandUrl } from '@/lib/server/services/account'
import { listJobs } from '@/lib/server/services/list-jobs'
import { readPage } from '@/lib/server/services/read-page'
import { settle } from '@/lib/server/settle'

/** How long a page may stand still at which nobody does anything: its clocks, and until the next look at the mirror. */
const LONGEST_SLEEP_SECONDS = 15

/** What the browser needs to draw the page again as the server drew it. */
function toFirstAnswer({ output, mirror }: Omit<JobsAnswer, 'request_id'>): JobsAnswer {
  return { request_id: '', output: { ...output, jobs: output.jobs.map(selectRowFields) }, mirror }
}

/** The list of jobs: the URL is the whole view. */
export default async function JobsPage() {
  const services = getServices()
  const { reader, mirror, hasSources, settings } = services
  const page = readPage({ page_size: PAGE_SIZE, hasColumns: true, hasSources }, services.clock())
  if (page.refresh) await mirror.refresh()
  if (page.redirectTo) redirect(page.redirectTo)
  const { value: answer, failure } = await settle(() => listJobs(services, page.query))
  return (
    <>
      <PageHead title={reader.t('jobs.title')} />
      <h1 className="mt-4 text-title font-semibold">{reader.t('jobs.title')}</h1>
      <p className="mb-3 text-ink3">{describeAccount(services)}</p>
      <div
        {...(answer?.mirror.complete
          ? { 'data-sleeps': Math.min(settings.refreshSeconds, LONGEST_SLEEP_SECONDS) }
          : {})}
      >
        <LaterJobsView
          setAside={<SetAside problems={page.problems} t={reader.t} />}
          initial={{
            search: page.search,
            query: page.query,
            answer: answer && toFirstAnswer(answer),
            failure,
          }}
          pageSize={PAGE_SIZE}
          upstreamUrl={toCommandUrl(services, {})}
          {...(hasSources
            ? { sources: services.sources.map(({ name, baseUrl }) => ({ name, baseUrl })) }
            : {})}
        />
      </div>
    </>
  )
}
