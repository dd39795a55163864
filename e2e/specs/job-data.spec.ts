import type { JobCheckpointsAnswer } from '../../lib/api/job-checkpoints'
import type { JobLogsAnswer } from '../../lib/api/job-logs'
import type { JobMetricsAnswer } from '../../lib/api/job-metrics'
import { askJobs } from '../api'
import { expect, test } from '../test'

async function ask<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/fine-tunes/${path}`)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

test('logs, metrics and checkpoints of a job: read once, archived, and back when DashScope is gone', async ({
  launch,
}) => {
  const { account, board } = await launch({
    account: { jobs: 30, live: true },
    env: { LOG_BACKFILL: '0', UPSTREAM_RPS: '50', REFRESH_SECONDS: '1' },
  })
  const done =
    account.jobs().find((job) => job.status === 'SUCCEEDED' && job.training_type === 'efficient_sft')
      ?.job_id ?? ''
  account.logLines(done, 2_400)
  account.resetCalls()

  const many = await Promise.all(
    Array.from({ length: 20 }, () => ask<JobMetricsAnswer>(board.url, `${done}/metrics`)),
  )
  const [metrics] = many
  expect(account.countCalls(`/fine-tunes/${done}/logs`)).toBe(3)
  expect(metrics?.log).toMatchObject({ total: 2_400, read: 2_400, final: true, stale: false })
  expect(metrics?.output.points.length).toBeGreaterThan(1_500)
  expect(metrics?.output.skipped).toBeGreaterThan(10)
  expect(metrics?.output.summary).toMatchObject({ complete: true, best_eval_loss: expect.any(Number) })

  // As the official Python SDK asks, and as newer tools do.
  const sdk = await ask<JobLogsAnswer>(board.url, `${done}/logs?offset=1&line=1000`)
  const paged = await ask<JobLogsAnswer>(board.url, `${done}/logs?page_no=3&page_size=1000`)
  expect([sdk.output.total, sdk.output.logs.length, paged.output.logs.length]).toEqual([2_400, 1_000, 400])
  const [first] = metrics?.output.points ?? []
  const lines = (await ask<JobLogsAnswer>(board.url, `${done}/logs`)).output.logs
  expect(lines).toHaveLength(100)
  expect(String(lines[(first?.line ?? 0) - 1])).toContain(`'loss': ${first?.loss}`)
  expect((await fetch(`${board.url}/api/v1/fine-tunes/${done}/logs?line=1001`)).status).toBe(400)

  const checkpoints = await ask<JobCheckpointsAnswer>(board.url, `${done}/checkpoints`)
  expect(Array.isArray(checkpoints.output)).toBe(true)
  const url = `${board.url}/api/v1/fine-tunes/${done}/metrics`
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect(account.countCalls(`/fine-tunes/${done}/logs`)).toBe(3)

  // What the log comes to stands beside the job, and can be searched and sorted by.
  const search = () => askJobs(board.url, 'q=best_eval_loss>0&sort=best_eval_loss')
  await expect.poll(async () => (await search()).output.jobs.map(({ job_id }) => job_id)).toContain(done)
  const found = await search()
  expect(found.output.derived[done]?.best_eval_loss).toBe(metrics?.output.summary.best_eval_loss)

  // A job that ends is archived although nobody looks at it.
  const ending = account.add({ status: 'RUNNING' }).job_id
  await expect.poll(async () => (await fetch(`${board.url}/api/v1/fine-tunes/${ending}`)).status).toBe(200)
  const end_time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  account.update(ending, { status: 'SUCCEEDED', end_time })
  await expect
    .poll(async () => (await askJobs(board.url, `q=${ending}`)).output.derived[ending], { timeout: 30_000 })
    .toMatchObject({ steps: expect.any(Number) })

  account.fault({ kind: 'reset' })
  expect((await ask<JobLogsAnswer>(board.url, `${ending}/logs`)).output.total).toBeGreaterThan(0)
  const unread = account.jobs().findLast((job) => job.status === 'FAILED')?.job_id ?? ''
  const refused = await fetch(`${board.url}/api/v1/fine-tunes/${unread}/logs`)
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
})
