import type { ReactNode } from 'react'
import { Panel } from '@/components/states/panel'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import type { Translate } from '@/lib/messages/translator'

/** In place of a job whose id several accounts have: a link to each. */
export function WhichJob({ jobs, t }: { jobs: readonly MirroredJob[]; t: Translate }): ReactNode {
  return (
    <Panel title={t('job.which')}>
      <ul className="grid gap-2">
        {jobs.map((job) => (
          <li key={toJobRef(job)}>
            <a
              href={`${process.env.BASE_PATH}/jobs/${toRefPath(toJobRef(job))}`}
              className="quiet-link inline-block py-1"
            >
              {job.source}: <bdi>{job.job_name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
