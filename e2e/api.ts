import type { JobAnswer } from '../lib/api/job'
import type { JobsAnswer } from '../lib/api/jobs'

/** Asks a board for jobs with a query string (without `?`). */
export async function askJobs(url: string, search = ''): Promise<JobsAnswer> {
  const response = await fetch(`${url}/api/v1/fine-tunes?${search}`)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as JobsAnswer
}

/** Asks a board for one job. */
export async function askJob(url: string, job_id: string): Promise<JobAnswer> {
  const response = await fetch(`${url}/api/v1/fine-tunes/${encodeURIComponent(job_id)}`)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as JobAnswer
}
