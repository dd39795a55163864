import { startBoard } from '../board'
import { expectAccessible } from '../expect-accessible'
import { expect, test, waitUntilWhole } from '../test'
import { t } from '../words'

test.slow()

test('the demo shows a sample account without a key, and says that it is one', async ({ page, jobsPage }) => {
  const board = await startBoard({}, ['--demo'])
  await waitUntilWhole(board)
  await jobsPage.open('page_size=10', board.url)
  await expect(page.getByText(t('header.demo'), { exact: true })).toBeVisible()
  const jobs = Number(await jobsPage.figure('jobs.totals.jobs').textContent())
  expect(jobs).toBeGreaterThanOrEqual(480)
  await expectAccessible(page)
  if (process.env.FULL)
    // Jobs come and go while one looks on.
    await expect
      .poll(async () => Number(await jobsPage.figure('jobs.totals.jobs').textContent()), { timeout: 120_000 })
      .toBeGreaterThan(jobs)
  await page.goto('about:blank')
  expect(await board.stop()).toBe(0)
})
