import { askJobs } from '../api'
import { expect, test } from '../test'
import { t } from '../words'

const SLOW = { UPSTREAM_RPS: '0.5' }

test('sees the newest jobs and how far the reading has come, before it is whole', async ({
  page,
  jobsPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 480 }, env: SLOW, whole: false })
  await expect.poll(async () => (await fetch(`${board.url}/api/ready`)).status).toBe(200)
  const { mirror } = await askJobs(board.url, 'q=lora')
  expect(mirror.complete).toBe(false)
  await jobsPage.open('sort=-usage', board.url)
  await expect(page.getByRole('status').filter({ hasText: t('states.sweep') })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: t('states.sweep') })).toHaveAttribute('max', '480')
  await expect(jobsPage.totals).toContainText(t('jobs.totals.partial'))
  // The rest is read while one looks on, and the page says so no longer.
  await expect(jobsPage.totals).toContainText(t('jobs.totals.all'), { timeout: 30_000 })
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('480')
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  expect(account.jobs()).toHaveLength(480)
})

test('a plain list is right from the first second', async ({ jobsPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 480 }, env: SLOW, whole: false })
  await expect.poll(async () => (await fetch(`${board.url}/api/ready`)).status).toBe(200)
  await jobsPage.open('page_no=9', board.url)
  const { mirror } = await askJobs(board.url, 'page_no=9&page_size=50')
  expect(mirror.complete).toBe(false)
  expect(await jobsPage.ids()).toEqual(
    account
      .jobs()
      .slice(400, 450)
      .map(({ job_id }) => job_id),
  )
})

test('nothing read yet: the API says when to come again', async ({ launch }) => {
  const { board } = await launch({ account: { jobs: 10, latencyMs: 4000 }, whole: false })
  const ready = await fetch(`${board.url}/api/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ code: 'NotReady', request_id: expect.any(String) })
  const list = await fetch(`${board.url}/api/v1/fine-tunes?q=x`)
  expect(list.status).toBe(503)
  expect(list.headers.get('retry-after')).toMatch(/^\d+$/)
  expect((await fetch(`${board.url}/api/health`)).status).toBe(200)
})

test.describe('nothing read yet', () => {
  test.use({ provoked: [503] })

  test('the page says so, and shows the jobs once they are there', { tag: '@full' }, async ({
    page,
    jobsPage,
    launch,
  }) => {
    const { board } = await launch({ account: { jobs: 10, latencyMs: 6000 }, whole: false })
    await page.goto(`${board.url}/?q=qwen`)
    await expect(page.getByRole('heading', { name: t('states.first') })).toBeVisible()
    await expect(jobsPage.table).toBeVisible({ timeout: 30_000 })
  })
})

test('an account without jobs says where they come from', async ({ page, jobsPage, launch }) => {
  const { board, account } = await launch({ account: { scenario: 'empty' } })
  await jobsPage.open('', board.url)
  await expect(page.getByRole('heading', { name: t('jobs.empty.account') })).toBeVisible()
  await expect(page.getByText(t('jobs.empty.accountNote'))).toBeVisible()
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('0')
  const added = account.add({ job_name: 'the very first' })
  await expect(page.getByRole('link', { name: 'the very first' })).toBeVisible({ timeout: 30_000 })
  expect(await jobsPage.ids()).toEqual([added.job_id])
})
