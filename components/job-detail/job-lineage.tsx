import type { ReactNode } from 'react'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import type { Lineage } from '@/lib/jobs/lineage'
import type { Translate } from '@/lib/messages/translator'

/** Where a job comes from and what came of it: the job it goes on from, those that go on from it, those with its file. */
export function JobLineage({
  lineage,
  source,
  t,
}: {
  lineage: Lineage
  /** As in `MirroredJob`. */
  source: string | undefined
  t: Translate
}): ReactNode {
  const { parent, children, childCount, siblingCount, file_id } = lineage
  if (!parent && childCount === 0 && siblingCount === 0) return null
  return (
    <section aria-labelledby="lineage" className="mt-8">
      <h2 id="lineage" className="border-b border-line pb-2 font-semibold">
        {t('job.lineage')}
      </h2>
      <ul className="grid gap-2 py-2">
        {parent && (
          <li>
            {t('job.lineage.parent')} <JobLink job={parent} />
          </li>
        )}
        {childCount > 0 && (
          <li>
            {t('job.lineage.children', { count: childCount })}
            <ul className="mt-1 grid gap-1 pl-4">
              {children.map((child) => (
                <li key={toJobRef(child)}>
                  <JobLink job={child} />
                </li>
              ))}
            </ul>
          </li>
        )}
        {siblingCount > 0 && file_id !== null && (
          <li>
            <a
              href={`${process.env.BASE_PATH}/?${new URLSearchParams({ ...(source === undefined ? {} : { source }), q: file_id })}`}
              className="quiet-link py-0.5"
            >
              {t('job.lineage.siblings', { count: siblingCount })}
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}

function JobLink({ job }: { job: MirroredJob }): ReactNode {
  return (
    <a href={`${process.env.BASE_PATH}/jobs/${toRefPath(toJobRef(job))}`} className="quiet-link py-0.5">
      <bdi>{job.job_name}</bdi>
    </a>
  )
}
