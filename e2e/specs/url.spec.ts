import { askJobs } from '../api'
import { duration, sortIds, toCounted } from '../expected'
import { JobsPage } from '../pages/jobs-page'
import { expect, test } from '../test'
import { t } from '../words'

test('goes back and forward through views, and reloads one', async ({ page, jobsPage, account }) => {
  await jobsPage.open()
  await jobsPage.filter('jobs.filter.status').click()
  await jobsPage.box('status', 'FAILED').click()
  await expect(page).toHaveURL('/?status=FAILED')
  await jobsPage.header('jobs.column.duration').getByRole('link').click()
  await expect(page).toHaveURL('/?status=FAILED&sort=-duration')
  await expect(jobsPage.header('jobs.column.duration')).toHaveAttribute('aria-sort', 'descending')
  const failed = account
    .jobs()
    .map(toCounted)
    .filter(({ status }) => status === 'FAILED')
  const sorted = sortIds(failed, duration, true).slice(0, 50)
  await expect.poll(() => jobsPage.ids()).toEqual(sorted)
  await page.goBack()
  await expect(page).toHaveURL('/?status=FAILED')
  await expect(jobsPage.header('jobs.column.created')).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => jobsPage.ids()).not.toEqual(sorted)
  await page.goBack()
  await expect(page).toHaveURL('/')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('480')
  await page.goForward()
  await page.goForward()
  await expect.poll(() => jobsPage.ids()).toEqual(sorted)
  await page.reload()
  await expect.poll(() => jobsPage.ids()).toEqual(sorted)
  await expect(jobsPage.removeFilter('jobs.filter.status')).toBeVisible()
})

test('comes back from a job to the list as it was', async ({ page, jobsPage }) => {
  await jobsPage.open('status=FAILED&page_size=10&page_no=2')
  const ids = await jobsPage.ids()
  await jobsPage
    .row(ids[3] ?? '')
    .getByRole('link')
    .first()
    .click()
  await expect(page).toHaveURL(`/jobs/${ids[3]}`)
  await page.goBack()
  await expect(page).toHaveURL('/?status=FAILED&page_no=2&page_size=10')
  await expect.poll(() => jobsPage.ids()).toEqual(ids)
})

test('every control writes the URL and only the URL', async ({ page, jobsPage }) => {
  await jobsPage.open()
  await jobsPage.filter('jobs.filter.model').click()
  await jobsPage.box('model', 'qwen3-8b').click()
  await expect(page).toHaveURL('/?model=qwen3-8b')
  await jobsPage.search.fill('lora')
  await expect(page).toHaveURL('/?model=qwen3-8b&q=lora')
  await jobsPage.header('jobs.column.tokens').getByRole('link').click()
  await expect(page).toHaveURL('/?model=qwen3-8b&q=lora&sort=-usage')
  await page.getByRole('link', { name: t('jobs.pageSize.choose', { size: 10 }), exact: true }).click()
  await expect(page).toHaveURL('/?model=qwen3-8b&q=lora&sort=-usage&page_size=10')
  await jobsPage.pages.getByRole('link', { name: t('jobs.next') }).click()
  await expect(page).toHaveURL('/?model=qwen3-8b&q=lora&sort=-usage&page_no=2&page_size=10')
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }))
  expect(stored).toEqual({ local: 0, session: 0, databases: 0 })
  expect(await page.context().cookies()).toEqual([])
})

test('two browsers with one URL show one view', async ({ jobsPage, openOther, board }) => {
  const search = 'model=qwen3-8b&model=qwen3-14b&status=SUCCEEDED&q=epochs&sort=-usage&page_no=2&page_size=10'
  await jobsPage.open(search)
  const other = new JobsPage(await openOther({ locale: 'de-DE', timezoneId: 'Asia/Tokyo' }))
  await other.open(search)
  const { output } = await askJobs(board.url, search)
  expect(output.jobs.length).toBeGreaterThan(0)
  for (const each of [jobsPage, other])
    expect(await each.ids()).toEqual(output.jobs.map(({ job_id }) => job_id))
  expect(await other.totals.textContent()).toBe(await jobsPage.totals.textContent())
  const filters = jobsPage.page.getByRole('search')
  expect(await other.page.getByRole('search').textContent()).toBe(await filters.textContent())
})

for (const [written, canonical] of [
  ['status=failed&status=&model=&q=&created_from=&created_to=', '/?status=FAILED'],
  ['page_size=10&q=lora&model=qwen3-8b', '/?model=qwen3-8b&q=lora&page_size=10'],
  ['page_no=1&page_size=50&sort=-create_time&deleted=exclude', '/'],
  ['model=qwen3-8b&model=qwen3-14b&model=qwen3-8b', '/?model=qwen3-14b&model=qwen3-8b'],
  ['nobody=knows&status=FAILED', '/?status=FAILED'],
] as const) {
  test(`${written} is written ${canonical}`, async ({ request }) => {
    const response = await request.get(`/?${written}`, { maxRedirects: 0 })
    expect(response.status()).toBeGreaterThanOrEqual(302)
    expect(response.status()).toBeLessThanOrEqual(308)
    expect(response.headers().location).toBe(canonical)
    expect((await request.get(canonical, { maxRedirects: 0 })).status()).toBe(200)
  })
}

test('a bad value in the URL is set aside, and the page says so', async ({ page, jobsPage }) => {
  await jobsPage.open('status=FAILED&page_size=1000&sort=colour&created_from=yesterday')
  const alert = page.getByRole('alert').filter({ hasText: t('parameters.setAside') })
  for (const [parameter, value, expected] of [
    ['page_size', '1000', t('parameters.pageSize')],
    ['sort', 'colour', t('parameters.sort')],
    ['created_from', 'yesterday', t('parameters.date')],
  ] as const)
    await expect(alert).toContainText(t('parameters.problem', { parameter, value, expected }))
  // What could be read counts.
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('65')
  await expect.poll(() => jobsPage.ids()).toHaveLength(50)
  await expect(page).toHaveURL(/page_size=1000/)
})

test('a range that ends before it begins is set aside', async ({ page, jobsPage }) => {
  await jobsPage.open('created_from=2026-02-01&created_to=2026-01-01')
  await expect(page.getByRole('alert').first()).toContainText(t('parameters.range'))
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('480')
})
