import type { ReactNode } from 'react'
import { JobTime, Unknown } from '@/components/job/job-time'
import type { Reader } from '@/lib/format/reader'
import { MIN_JOBS } from '@/lib/jobs/compare-query'
import type { MirroredJob } from '@/lib/jobs/job'
import { toIdTail, toJobRef } from '@/lib/jobs/job-ref'

/** Jobs to compare where fewer than two were named yet. A plain form, which says what it was made of when it is sent. */
export function PickJobs({
  jobs,
  ticked,
  about,
  params,
  total,
  now,
  exact,
  reader,
}: {
  jobs: readonly MirroredJob[]
  /** Ids of those that were ticked before; `null` for the first two. */
  ticked: readonly string[] | null
  /** The job that the others stand beside, if there is one. */
  about: MirroredJob | null
  /** The query of the page, whose jobs these are. */
  params: URLSearchParams
  /** Jobs that match, of which these are the best. */
  total: number
  /** Milliseconds since 1970; whether times are exact rather than relative to it. */
  now: number
  exact: boolean
  reader: Reader
}): ReactNode {
  const { t } = reader
  const isRanked = typeof jobs.at(-1)?.log?.best_eval_loss === 'number'
  return (
    <form action={`${process.env.BASE_PATH}/compare`} className="mt-3 max-w-3xl">
      <input type="hidden" name="beside" value={about ? toJobRef(about) : ''} />
      {[...params]
        .filter(([name]) => name !== 'beside' && name !== 'job')
        .map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
      <fieldset>
        <legend className="text-ink2">
          {about ? t('compare.beside', { name: about.job_name }) : t('compare.best')}
        </legend>
        <ul className="mt-2 border-t border-line">
          {jobs.map((job, index) => (
            <li key={toJobRef(job)} className="border-b border-line">
              <label className="grid min-h-10 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 py-2 phone:min-h-11 wide:grid-cols-[auto_minmax(0,1fr)_300px_minmax(64px,auto)]">
                <input
                  type="checkbox"
                  name="job"
                  value={toJobRef(job)}
                  defaultChecked={ticked ? ticked.includes(toJobRef(job)) : index < MIN_JOBS}
                />
                <span className="flex items-baseline gap-2">
                  <bdi className="truncate font-medium">{job.job_name}</bdi>
                  {job.job_name !== job.job_id && (
                    <span className="font-mono text-mono text-ink3">{toIdTail(job.job_id)}</span>
                  )}
                </span>
                <span className="flex flex-wrap gap-x-3 text-ink2 phone:order-last phone:col-span-2 phone:col-start-2">
                  <span className="wide:w-[180px]">{job.base_model}</span>
                  <JobTime time={job.createdAt} now={now} exact={exact} reader={reader} />
                </span>
                <span className="text-right">
                  <Loss value={job.log?.best_eval_loss ?? null} reader={reader} />
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {isRanked && <p className="mt-2 text-aside text-ink3">{t('compare.bestNote', { count: total })}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="submit" className="primary control">
          {t('jobs.compare')}
        </button>
        <a href={`${process.env.BASE_PATH}/`} className="control">
          {t('compare.toJobs')}
        </a>
      </div>
    </form>
  )
}

function Loss({ value, reader }: { value: number | null; reader: Reader }): ReactNode {
  return value === null ? <Unknown reader={reader} /> : reader.number(value)
}
