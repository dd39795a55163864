import type { Page } from '@playwright/test'
import type { Board } from '../board'
import { expect, test } from '../test'
import { t } from '../words'

test.use({ ownContext: true })

/** A board whose jobs page wakes at a gesture alone, and a page of it at which nobody has done anything yet. */
async function openAsleep(page: Page, { url }: Board): Promise<void> {
  await page.goto(`${url}/`, { waitUntil: 'networkidle' })
  await page.evaluate(() => Reflect.set(window, 'isSame', true))
  expect(await isAwake(page)).toBe(false)
}

function isAwake(page: Page): Promise<boolean> {
  return page
    .locator('input[type=search]')
    .evaluate((field) => Object.keys(field).some((key) => key.startsWith('__reactProps')))
}

test('nothing that is done on a page asleep gets lost', async ({ page, jobsPage, launch }) => {
  const { board } = await launch({ account: { jobs: 60 }, env: { REFRESH_SECONDS: '3600' } })
  const isSame = () => page.evaluate(() => Reflect.get(window, 'isSame') === true)

  await test.step('a link, by assistive technology', async () => {
    await openAsleep(page, board)
    await page.locator('a[rel=next]').evaluate((link: HTMLElement) => link.click())
    await expect(page).toHaveURL(/page_no=2/)
    expect(await isSame()).toBe(true)
  })
  await test.step('a button that needs a script', async () => {
    await openAsleep(page, board)
    await page.locator('.toolbar [aria-pressed]').click()
    await expect(page.locator('.toolbar [aria-pressed]')).toHaveAttribute('aria-pressed', 'true')
  })
  await test.step('a key', async () => {
    await openAsleep(page, board)
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible()
  })
  await test.step('the palette', async () => {
    await openAsleep(page, board)
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: t('palette.title') })).toBeFocused()
  })
  await test.step('letters', async () => {
    await openAsleep(page, board)
    await jobsPage.search.pressSequentially('qwen')
    await expect(page).toHaveURL(/q=qwen/)
    expect(await isSame()).toBe(true)
  })
  await test.step('a box', async () => {
    await openAsleep(page, board)
    await jobsPage.filter('jobs.filter.status').click()
    await jobsPage.box('status', 'FAILED').check()
    await expect(page).toHaveURL(/status=FAILED/)
    expect(await isSame()).toBe(true)
  })
})

test('a page whose script cannot be had stays what it is without scripts', async ({
  page,
  launch,
  watched,
}) => {
  const { board } = await launch({ account: { jobs: 60 }, env: { REFRESH_SECONDS: '3600' } })
  await openAsleep(page, board)
  watched.isAway = true
  await page.route('**/*.js', (route) => route.abort())
  await page.locator('a[rel=next]').click()
  await expect(page).toHaveURL(/page_no=2/)
})

test('wakes by itself when its data are asked for again', async ({ page, launch }) => {
  const { board } = await launch({ account: { jobs: 20 }, env: { REFRESH_SECONDS: '3' } })
  await page.goto(board.url)
  await expect.poll(() => isAwake(page)).toBe(true)
})
