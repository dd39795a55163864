import type { ReactNode } from 'react'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import type { Translate } from '@/lib/messages/translator'

export type Neighbour = Pick<MirroredJob, 'source' | 'job_id' | 'job_name'>

/** The jobs before and after this one in the list that one came from; `list` is that list's query string. */
export function NeighbourLinks({
  previous,
  next,
  list,
  t,
}: {
  previous: Neighbour | null
  next: Neighbour | null
  list: string
  t: Translate
}): ReactNode {
  if (!previous && !next) return null
  const toHref = (job: Neighbour) =>
    `${process.env.BASE_PATH}/jobs/${toRefPath(toJobRef(job))}${list && `?${new URLSearchParams({ list })}`}`
  return (
    <nav aria-label={t('job.neighbours')} className="ml-auto flex gap-4">
      {previous && (
        <a href={toHref(previous)} rel="prev" title={previous.job_name} className="quiet-link py-0.5">
          ‹ {t('job.newer')}
        </a>
      )}
      {next && (
        <a href={toHref(next)} rel="next" title={next.job_name} className="quiet-link py-0.5">
          {t('job.older')} ›
        </a>
      )}
    </nav>
  )
}
