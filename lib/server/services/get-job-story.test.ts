import { expect, it } from 'vitest'
import { defaultJobsQuery } from '@/lib/jobs/query'
import { startTestBooks } from '../logs/test-books'
import { getJobStory, getNeighbours, type JobStory } from './get-job-story'

it('tells a running job of the sample account, and its place in the list', async () => {
  const { mirror, store, logs, wait, account } = await startTestBooks({
    jobs: 60,
    clock: () => Date.UTC(2026, 0, 1),
  })
  const jobs = mirror.snapshot().jobs.filter((entry) => entry.deletedAt === null)
  const running = jobs.findIndex((entry) => entry.status === 'RUNNING')
  const entry = jobs[running]
  if (!entry) throw new Error('no job runs')
  await wait(logs.read(entry, Number.POSITIVE_INFINITY))
  const story: JobStory = await wait(
    getJobStory({ mirror, store, logs, sources: [{ name: 'default' }] }, entry),
  )
  expect(story.timeline.moments.map(({ kind }) => kind)).toEqual(['created', 'seen'])
  expect(story.timeline.startedAt).not.toBeNull()
  expect(account.countCalls(`/fine-tunes/${entry.job_id}/logs`)).toBe(1)
  const beside = getNeighbours({ mirror, clock: () => 0, names: {} }, defaultJobsQuery(10), entry.job_id)
  expect(beside).toEqual({
    previous: jobs[running - 1] ?? null,
    next: jobs[running + 1] ?? null,
    place: running + 1,
    total: jobs.length,
  })
})

it('finds parents and children in the sample account', async () => {
  const { mirror, store, logs, wait } = await startTestBooks({ jobs: 120 })
  const child = mirror.snapshot().jobs.find((entry) => entry.model !== entry.base_model)
  if (!child) throw new Error('no job goes on from another')
  const services = { mirror, store, logs, sources: [{ name: 'default' }] }
  const { lineage } = await wait(getJobStory(services, child))
  expect(lineage.parent?.job.finetuned_output).toBe(child.model)
  if (!lineage.parent) return
  const above = await wait(getJobStory(services, lineage.parent))
  expect(above.lineage.children.map(({ job_id }) => job_id)).toContain(child.job_id)
})
