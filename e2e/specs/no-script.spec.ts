import { count, sortIds, toCounted } from '../expected'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

test.use({ javaScriptEnabled: false, ownContext: true })

test('filters by form without scripts', async ({ page, jobsPage, account }) => {
  const jobs = account.jobs().map(toCounted)
  await page.goto('/?sort=-usage')
  await jobsPage.filter('jobs.filter.status').click()
  await jobsPage.box('status', 'FAILED').check()
  await jobsPage.box('status', 'CANCELED').check()
  await page
    .getByRole('group', { name: t('jobs.filter.status'), exact: true })
    .locator('..')
    .getByRole('button')
    .click()
  await expect(page).toHaveURL('/?status=CANCELED&status=FAILED&sort=-usage')
  const { FAILED = 0, CANCELED = 0 } = count(jobs, 'status')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(FAILED + CANCELED))
  await jobsPage.search.fill('qwen3-8b')
  await page.getByRole('button', { name: t('jobs.search.submit'), exact: true }).click()
  await expect(page).toHaveURL('/?status=CANCELED&status=FAILED&q=qwen3-8b&sort=-usage')
  await expect(jobsPage.search).toHaveValue('qwen3-8b')
  await jobsPage.removeFilter('jobs.filter.status').click()
  await expect(page).toHaveURL('/?q=qwen3-8b&sort=-usage')
  await jobsPage.clear.click()
  await expect(page).toHaveURL('/?sort=-usage')
})

test('sorts, leafs and chooses days without scripts', async ({ page, jobsPage, account }) => {
  const jobs = account.jobs().map(toCounted)
  await page.goto('/')
  await jobsPage.header('jobs.column.tokens').getByRole('link').click()
  await expect(jobsPage.header('jobs.column.tokens')).toHaveAttribute('aria-sort', 'descending')
  const sorted = sortIds(jobs, ({ usage }) => usage, true)
  expect(await jobsPage.ids()).toEqual(sorted.slice(0, 50))
  await jobsPage.pages.getByRole('link', { name: t('jobs.next') }).click()
  await expect.poll(() => jobsPage.ids()).toEqual(sorted.slice(50, 100))
  await jobsPage.filter('jobs.filter.created').click()
  await page.getByLabel(t('jobs.created.created_from'), { exact: true }).fill('2026-01-05')
  await page.getByRole('button', { name: t('jobs.created.apply') }).click()
  await expect(page).toHaveURL('/?created_from=2026-01-05&sort=-usage')
})

test('reads a job, and all its details, without scripts', async ({ page, jobsPage, jobPage, account }) => {
  const [, job] = account.jobs()
  await page.goto('/')
  await jobsPage
    .row(job?.job_id ?? '')
    .getByRole('link')
    .first()
    .click()
  await expect(page).toHaveURL(`/jobs/${job?.job_id}`)
  await expect(jobPage.heading).toHaveText(String(job?.job_name))
  await expect(jobPage.hyperParameters).toBeVisible()
  await jobPage.openRaw.click()
  expect(JSON.parse((await jobPage.raw.textContent()) ?? '')).toEqual(job)
  // What only a script can do is not offered.
  await expect(page.getByRole('button', { name: t('jobs.copyLink') })).toBeHidden()
})

test('chooses dark without scripts, and comes back to the view', async ({ page, context }) => {
  await page.goto('/?status=FAILED')
  await page.getByRole('button', { name: t('header.preferences') }).click()
  await page.getByRole('button', { name: t('header.theme.dark'), exact: true }).click()
  await expect(page).toHaveURL('/?status=FAILED')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect((await context.cookies()).map(({ name, value }) => [name, value])).toEqual([['theme', 'dark']])
})

test('asks DashScope now without scripts', { tag: '@full' }, async ({ page, jobsPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 10 }, env: { REFRESH_SECONDS: '3600' } })
  const { job_id } = account.add({ job_name: 'just now' })
  await page.goto(`${board.url}/?page_size=10`)
  await expect(async () => {
    await page.getByRole('link', { name: t('header.refresh') }).click()
    await expect(page).toHaveURL(`${board.url}/?page_size=10`)
    await expect(jobsPage.row(job_id)).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
})

test.describe('a job that is not there', () => {
  test.use({ provoked: [404] })

  test('is said to be none without scripts', async ({ page }) => {
    const answer = await page.goto('/jobs/ft-none')
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('states.jobNotFound'))
  })
})
