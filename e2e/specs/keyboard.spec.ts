import type { Page } from '@playwright/test'
import { expect, test } from '../test'
import { t } from '../words'

/** What has the focus: its name, and whether an outline shows it. */
async function toFocused(page: Page): Promise<{ name: string; isOutlined: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element) return { name: '', isOutlined: false }
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return {
      name:
        element.getAttribute('aria-label') ??
        (element instanceof HTMLInputElement ? element.labels?.[0] : element)?.textContent ??
        '',
      isOutlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
    }
  })
}

test('skips to the content', async ({ page, jobsPage }) => {
  await jobsPage.open()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: t('header.skip') })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/#main')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})

test('walks through every control of the page, each with a name and a visible focus', async ({
  page,
  jobsPage,
}) => {
  await jobsPage.open('page_size=10&status=FAILED')
  const names: string[] = []
  for (let step = 0; step < 140; step++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) break
    const { name, isOutlined } = await toFocused(page)
    expect(name.trim(), `control ${step}`).not.toBe('')
    expect(isOutlined, `focus of ${name}`).toBe(true)
    names.push(name)
  }
  const order = [
    t('header.skip'),
    t('header.home'),
    t('header.refresh'),
    t('header.preferences'),
    t('jobs.filter.remove', { filter: t('jobs.filter.status') }),
    t('jobs.filters.clear'),
    t('jobs.copyLink'),
    t('jobs.copyId'),
    t('jobs.next'),
  ]
  const places = order.map((wanted) => names.findIndex((name) => name.startsWith(wanted)))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('filters, sorts and leafs with keys alone', async ({ page, jobsPage }) => {
  await jobsPage.open()
  await jobsPage.filter('jobs.filter.status').focus()
  await page.keyboard.press('Enter')
  await expect(jobsPage.box('status', 'FAILED')).toBeVisible()
  await jobsPage.box('status', 'FAILED').focus()
  await page.keyboard.press('Space')
  await expect(page).toHaveURL('/?status=FAILED')
  await expect(jobsPage.box('status', 'FAILED')).toBeFocused()
  await expect(jobsPage.box('status', 'FAILED')).toBeChecked()
  await jobsPage.filter('jobs.filter.status').press('Enter')
  await expect(jobsPage.box('status', 'FAILED')).toBeHidden()
  const tokens = jobsPage.header('jobs.column.tokens').getByRole('link')
  await tokens.press('Enter')
  await expect(page).toHaveURL('/?status=FAILED&sort=-usage')
  await expect(tokens).toBeFocused()
  await jobsPage.pages.getByRole('link', { name: '2', exact: true }).press('Enter')
  await expect(page).toHaveURL('/?status=FAILED&sort=-usage&page_no=2')
})

test('opens and leaves what opens, with keys alone', async ({ page, jobsPage }) => {
  await jobsPage.open('page_size=10')
  const curl = page.getByRole('button', { name: t('jobs.curl'), exact: true })
  await curl.press('Enter')
  const dialog = page.getByRole('dialog', { name: t('jobs.curl.title') })
  await expect(dialog).toBeVisible()
  expect(await dialog.evaluate((node) => node.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(curl).toBeFocused()

  const theme = page.getByRole('button', { name: t('header.preferences') })
  await theme.press('Enter')
  const dark = page.getByRole('button', { name: t('header.theme.dark'), exact: true })
  await expect(dark).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dark).toBeHidden()

  const parameters = jobsPage.table.locator('[data-hyper-parameters]').first()
  await parameters.press('Enter')
  const popover = page.getByRole('dialog', { name: t('jobs.allHyperParameters') })
  await expect(popover).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(popover).toHaveCount(0)
})
