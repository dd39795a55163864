import { JobPage } from '../pages/job-page'
import { expect, test } from '../test'
import { t } from '../words'

test('a job that changes upstream changes its row in place', async ({ page, jobsPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 30 } })
  const job = account.jobs().find(({ status }) => status === 'RUNNING')
  const row = jobsPage.row(job?.job_id ?? '')
  await jobsPage.open('', board.url)
  const before = await jobsPage.ids()
  await expect(row).toContainText(t('status.RUNNING'))
  await page.evaluate(() => Reflect.set(globalThis, 'same', true))
  account.update(job?.job_id ?? '', {
    status: 'SUCCEEDED',
    end_time: '2026-01-15 16:00:00',
    usage: 1_234_567,
    finetuned_output: 'qwen3-tuned-at-last',
  })
  await expect(row).toContainText(t('status.SUCCEEDED'), { timeout: 20_000 })
  await expect(row).toContainText('1,234,567')
  await expect(row).toContainText('qwen3-tuned-at-last')
  expect(await jobsPage.ids()).toEqual(before)
  // No reload brought it.
  expect(await page.evaluate(() => Reflect.get(globalThis, 'same'))).toBe(true)
})

test('new jobs are announced and do not move the rows until asked', async ({ page, jobsPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 30 } })
  await jobsPage.open('', board.url)
  const before = await jobsPage.ids()
  const added = [account.add({ job_name: 'first newcomer' }), account.add({ job_name: 'second newcomer' })]
  const note = page.getByRole('button', { name: t('jobs.newJobs', { count: 2 }) })
  await expect(note).toBeVisible({ timeout: 20_000 })
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('32')
  expect(await jobsPage.ids()).toEqual(before)
  await note.click()
  await expect.poll(() => jobsPage.ids()).toEqual([...added.reverse().map(({ job_id }) => job_id), ...before])
  await expect(note).toHaveCount(0)
})

test('the head of the page tells when the mirror was last true', { tag: '@full' }, async ({
  page,
  jobsPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 10 } })
  await jobsPage.open('', board.url)
  const synced = page.getByRole('banner').getByText(/^Synced (now|[0-5] s ago)$/)
  await expect(synced).toBeVisible()
  account.resetCalls()
  // Still so after further refreshes: the words follow the mirror.
  await expect.poll(() => account.countCalls('/fine-tunes'), { timeout: 30_000 }).toBeGreaterThanOrEqual(8)
  await expect(synced).toBeVisible()
})

test('asks DashScope now', async ({ page, jobsPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 10 }, env: { REFRESH_SECONDS: '3600' } })
  await jobsPage.open('', board.url)
  const added = account.add({ job_name: 'just now' })
  const refresh = page.getByRole('banner').getByRole('link', { name: t('header.refresh') })
  await expect(async () => {
    await refresh.click()
    await expect(page.getByRole('button', { name: t('jobs.newJobs', { count: 1 }) })).toBeVisible({
      timeout: 2000,
    })
  }).toPass({ timeout: 30_000 })
  await page.getByRole('button', { name: t('jobs.newJobs', { count: 1 }) }).click()
  await expect(jobsPage.row(added.job_id)).toBeVisible()
})

test('a job page draws itself again when its job ends', { tag: '@full' }, async ({
  page,
  jobPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 10 } })
  const { job_id } = account.add({ status: 'RUNNING', job_name: 'soon over' })
  await jobPage.open(job_id, board.url)
  await expect(jobPage.badge).toHaveText(t('status.RUNNING'))
  await expect(page).toHaveTitle(new RegExp(`soon over.*${t('status.RUNNING')}`))
  await page.evaluate(() => Reflect.set(globalThis, 'same', true))
  account.update(job_id, { status: 'FAILED', code: 'InternalError', message: 'out of luck' })
  await expect(jobPage.badge).toHaveText(t('status.FAILED'), { timeout: 20_000 })
  await expect(jobPage.end).toContainText('out of luck')
  await expect(page).toHaveTitle(new RegExp(t('status.FAILED')))
  expect(await page.evaluate(() => Reflect.get(globalThis, 'same'))).toBe(true)
})

test('a job that DashScope no longer lists is said, not counted, and found on request', async ({
  page,
  jobsPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 10 }, env: { SWEEP_SECONDS: '1' } })
  const gone = account.jobs()[4]?.job_id ?? ''
  account.remove(gone)
  await jobsPage.open('', board.url)
  const link = jobsPage.totals.getByRole('link', { name: t('jobs.totals.deleted', { count: 1 }) })
  await expect(link).toBeVisible({ timeout: 30_000 })
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('9')
  await link.click()
  await expect.poll(() => jobsPage.ids()).toEqual([gone])
  await expect(jobsPage.row(gone)).toContainText(t('jobs.deleted'))
  const job = new JobPage(page)
  await jobsPage.row(gone).getByRole('link').first().click()
  await expect(job.heading).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: t('jobs.deleted') })).toBeVisible()
})
