import { expect, test } from 'vitest'
import { ask, toJobs } from './ask'
import { startSampleAccount } from './sample-account'

const START = Date.UTC(2026, 5, 10, 6)
const ORDER = ['PENDING', 'QUEUING', 'RUNNING', 'CANCELING', 'end']

function toRank(status: unknown): number {
  return ['SUCCEEDED', 'FAILED', 'CANCELED'].includes(String(status)) ? 4 : ORDER.indexOf(String(status))
}

test('jobs come, go through their states in order, and end within minutes', async () => {
  let now = START
  const account = await startSampleAccount({ jobs: 50, live: true, clock: () => now })
  const ranks = new Map<unknown, number>()
  const seen = new Set<unknown>()
  for (let step = 0; step < 180; step++) {
    now = START + step * 5000
    for (const job of toJobs(await ask(account, '/fine-tunes?page_size=50'))) {
      const rank = toRank(job.status)
      if (rank >= 0) expect(rank).toBeGreaterThanOrEqual(ranks.get(job.job_id) ?? 0)
      ranks.set(job.job_id, rank)
      seen.add(job.status)
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['PENDING', 'QUEUING', 'RUNNING', 'SUCCEEDED']))
  const came = account.jobs().length - 50
  expect(came).toBeGreaterThan(5)
  expect(came).toBeLessThan(23)
  const atStart = account.jobs().slice(came)
  const unfinished = atStart.filter(
    (job) => !['SUSPENDED', 'ARCHIVING'].includes(String(job.status)) && toRank(job.status) < 4,
  )
  expect(unfinished).toEqual([])
  await account.stop()
})

test('what is there follows from seed and clock, however often somebody looked', async () => {
  let now = START
  const options = { jobs: 30, live: true, clock: () => now }
  const [watched, unwatched] = await Promise.all([startSampleAccount(options), startSampleAccount(options)])
  for (; now < START + 600_000; now += 7000) watched.jobs()
  expect(watched.jobs()).toEqual(unwatched.jobs())
  await Promise.all([watched.stop(), unwatched.stop()])
})

test('a log grows while its job runs, and nothing that was there changes', async () => {
  let now = START
  const account = await startSampleAccount({ jobs: 30, live: true, clock: () => now })
  const job_id = account.jobs().find((job) => job.status === 'PENDING')?.job_id
  let before: readonly unknown[] = []
  const sizes: number[] = []
  for (; now < START + 180_000; now += 10_000) {
    const { output } = (await ask(account, `/fine-tunes/${job_id}/logs?line=1000`)).body
    const logs = (output as { logs: unknown[] }).logs
    expect(logs.slice(0, before.length)).toEqual(before)
    before = logs
    sizes.push(logs.length)
  }
  expect(sizes[0]).toBe(0)
  expect(new Set(sizes).size).toBeGreaterThan(8)
  expect(before.at(-1)).toContain('##FT_COMPLETE##')
  await account.stop()
})

test('without live all stands still', async () => {
  let now = START
  const account = await startSampleAccount({ jobs: 30, clock: () => now })
  const before = account.jobs()
  now += 3_600_000
  expect(account.jobs()).toEqual(before)
  await account.stop()
})
