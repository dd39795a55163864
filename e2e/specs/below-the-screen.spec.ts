import { askJobs } from '../api'
import { expect, test } from '../test'

/** Whether a row far below the screen is laid out. */
const isDrawn = () => document.querySelector('tbody tr:nth-last-child(2) a')?.checkVisibility()

test('rows below the screen follow the first look', async ({ page, jobsPage }) => {
  // In a frame, for there is none before the style sheets are there.
  await page.addInitScript(`document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return
    requestAnimationFrame(() => {
      const isFirstLook = document.documentElement.hasAttribute('data-first-look')
      window.early = { isFirstLook, isDrawn: (${isDrawn})() }
    })
  })`)
  await jobsPage.open()
  const early = await page.evaluate(() => Reflect.get(window, 'early'))
  expect(early.isDrawn).toBe(!early.isFirstLook)
  await expect.poll(() => page.evaluate(isDrawn)).toBe(true)
  await expect(page.locator('html')).not.toHaveAttribute('data-first-look')
})

test('a choice reaches the rows below the screen, and none of before is left', async ({
  page,
  jobsPage,
  board,
}) => {
  await jobsPage.open('page_size=100')
  for (const [status, search] of [
    ['SUCCEEDED', 'status=SUCCEEDED&page_size=100'],
    ['FAILED', 'status=FAILED&status=SUCCEEDED&page_size=100'],
  ] as const) {
    await jobsPage.filter('jobs.filter.status').click()
    await jobsPage.box('status', status).check()
    await expect(page).toHaveURL(`/?${search}`)
    const { output } = await askJobs(board.url, search)
    await expect.poll(() => jobsPage.ids()).toEqual(output.jobs.map(({ job_id }) => job_id))
    await jobsPage.filter('jobs.filter.status').click()
  }
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, ownContext: true })

  test('rows below the screen come by themselves', async ({ page }) => {
    await page.goto('/')
    await expect.poll(() => page.evaluate(isDrawn)).toBe(true)
    await expect(page.locator('html')).toHaveAttribute('data-first-look')
  })
})
