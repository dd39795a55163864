import type { MirroredJob } from './job'
import { toIdTail, toJobRef } from './job-ref'

/**
 * The names of jobs that stand beside each other. Where several have one name, as much of its id stands behind each as
 * tells it from the others.
 */
export function toDistinctNames(
  jobs: readonly Pick<MirroredJob, 'source' | 'job_id' | 'job_name'>[],
): string[] {
  const forms = [
    jobs.map(({ job_name }) => job_name),
    jobs.map(({ job_name, job_id }) => `${job_name} (${toIdTail(job_id)})`),
    jobs.map((job) => `${job.job_name} (${toJobRef(job)})`),
  ]
  return jobs.map((_, index) => {
    const alone = forms.find((names) => names.filter((name) => name === names[index]).length === 1)
    return alone?.[index] ?? ''
  })
}
