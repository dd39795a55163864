import { sortIds, toCounted } from '../expected'
import { expect, test } from '../test'
import { t } from '../words'

test('leafs through the whole account, each job once', async ({ page, jobsPage, account }) => {
  const newest = sortIds(account.jobs().map(toCounted), ({ created }) => created, true)
  await jobsPage.open('page_size=100')
  for (let start = 0; start < newest.length; start += 100) {
    const expected = newest.slice(start, start + 100)
    await expect.poll(() => jobsPage.ids()).toEqual(expected)
    await expect(
      page.getByText(
        t('jobs.range', { first: start + 1, last: start + expected.length, total: newest.length }),
      ),
    ).toBeVisible()
    const next = jobsPage.pages.getByRole('link', { name: t('jobs.next') })
    if (start + 100 < newest.length) await next.click()
    else await expect(next).toHaveCount(0)
  }
  await expect(jobsPage.pages.getByRole('link', { name: '5', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await jobsPage.pages.getByRole('link', { name: t('jobs.previous') }).click()
  await expect.poll(() => jobsPage.ids()).toEqual(newest.slice(300, 400))
  await jobsPage.pages.getByRole('link', { name: '1', exact: true }).click()
  await expect.poll(() => jobsPage.ids()).toEqual(newest.slice(0, 100))
})

test('asks for 10, 25, 50 or 100 rows a page', { tag: '@full' }, async ({ page, jobsPage, account }) => {
  const newest = sortIds(account.jobs().map(toCounted), ({ created }) => created, true)
  await jobsPage.open('page_no=2&page_size=20')
  for (const size of [10, 25, 50, 100]) {
    await page.getByRole('link', { name: t('jobs.pageSize.choose', { size }), exact: true }).click()
    await expect.poll(() => jobsPage.ids()).toEqual(newest.slice(0, size))
    await expect(page).toHaveURL(size === 50 ? '/' : `/?page_size=${size}`)
  }
})

test('comes to a page past the end and back', async ({ page, jobsPage, account }) => {
  const total = account.jobs().length
  await jobsPage.open('page_no=99')
  await expect(page.getByText(t('jobs.empty.pageNote', { page: 99, total }))).toBeVisible()
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(String(total))
  await page.getByRole('link', { name: t('jobs.empty.firstPage'), exact: true }).click()
  await expect.poll(() => jobsPage.ids()).toHaveLength(50)
  await expect(page).toHaveURL('/')
})
