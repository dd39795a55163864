import { count, sortIds, toCounted } from '../expected'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

test.use({ ownContext: true, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('filters in a sheet', async ({ page, jobsPage, account }) => {
  await jobsPage.open()
  await page.getByRole('button', { name: new RegExp(`^${t('jobs.filters')}`) }).tap()
  await jobsPage.filter('jobs.filter.status').tap()
  await jobsPage.box('status', 'FAILED').tap()
  await page.getByRole('button', { name: t('jobs.filters.done') }).tap()
  await expect(jobsPage.filter('jobs.filter.status')).toBeHidden()
  const { FAILED = 0 } = count(account.jobs().map(toCounted), 'status')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(FAILED))
  await expect(page).toHaveURL('/?status=FAILED')
})

test('chooses an order, opens a job and comes back', async ({ page, jobsPage, jobPage, account }) => {
  await jobsPage.open()
  await page.getByRole('combobox', { name: t('jobs.sort') }).selectOption('-usage')
  await expect(page).toHaveURL('/?sort=-usage')
  const [first = ''] = sortIds(account.jobs().map(toCounted), ({ usage }) => usage, true)
  await expect.poll(async () => (await jobsPage.ids())[0]).toBe(first)
  await jobsPage.row(first).getByRole('link').first().tap()
  await expect(page).toHaveURL(`/jobs/${first}`)
  await expect(jobPage.heading).toBeVisible()
  await page
    .getByRole('navigation', { name: t('job.breadcrumb') })
    .getByRole('link')
    .tap()
  await expect(jobsPage.table).toBeVisible()
})

test('no page is wider than the screen', { tag: '@full' }, async ({ page, account }) => {
  const long = account.jobs().find(({ job_name }) => String(job_name).length > 200)
  for (const path of ['/', '/?q=nothing-at-all', `/jobs/${long?.job_id}`, '/mirror']) {
    await page.goto(path)
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390])
  }
})

test('ticks two jobs and compares them, and finds columns and export behind one button', async ({
  page,
  jobsPage,
}) => {
  await jobsPage.open()
  await page.getByRole('button', { name: t('jobs.more') }).tap()
  for (const name of [t('jobs.columns'), t('jobs.views')])
    await expect(page.getByRole('link', { name, exact: true })).toBeInViewport()
  await page.getByRole('button', { name: t('jobs.export') }).tap()
  await expect(page.getByRole('link', { name: t('jobs.export.csv') })).toBeInViewport()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  for (const row of [0, 1]) await jobsPage.table.getByRole('checkbox').nth(row).tap()
  await page.getByRole('button', { name: t('jobs.compare') }).tap()
  await expect(page).toHaveURL(/\/compare\?job=.+&job=.+/)
})
