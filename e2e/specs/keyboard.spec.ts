import { DESKTOP } from '../desktop'
import { isInteractive } from '../pages/is-interactive'
import { expect, test } from '../test'
import { expectWalkable } from '../walk'
import { t } from '../words'

test.use({ provoked: [404] })

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

test('walks through every control of the page and back, each named, in sight and large enough', async ({
  page,
  jobsPage,
}) => {
  await jobsPage.open('page_size=3&status=FAILED')
  const names = (await expectWalkable(page)).map(({ name }) => name)
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
  await expect(page.locator('[aria-live]', { hasText: t('jobs.sort.-usage') })).toContainText(
    `${t('jobs.sort')}: ${t('jobs.sort.-usage')}`,
  )
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

test('keeps the focus beside what a key has taken away', async ({ page, jobsPage }) => {
  const summary = jobsPage.filter('jobs.filter.status')
  await jobsPage.open('status=FAILED&model=qwen3-14b')
  await jobsPage.removeFilter('jobs.filter.status').press('Enter')
  await expect(page).toHaveURL('/?model=qwen3-14b')
  await expect(summary).toBeFocused()
  await page.getByRole('link', { name: t('jobs.filters.clear') }).press('Enter')
  await expect(page).toHaveURL('/')
  await expect(page.locator('.filters summary').first()).toBeFocused()

  await jobsPage.open('page_size=10&page_no=47')
  const current = jobsPage.pages.locator('[aria-current=page]')
  await jobsPage.pages.getByRole('link', { name: t('jobs.next') }).press('Enter')
  await expect(page).toHaveURL('/?page_no=48&page_size=10')
  await expect(current).toHaveText('48')
  await expect(current).toBeFocused()
  await jobsPage.open('page_size=10&page_no=2')
  await jobsPage.pages.getByRole('link', { name: t('jobs.previous') }).press('Enter')
  await expect(page).toHaveURL('/?page_size=10')
  await expect(current).toHaveText('1')
  await expect(current).toBeFocused()
})

test('moves a column on with the same key, and stays where it is', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 400 })
  await page.goto('/columns?columns=job_name,status,model,create_time,duration,usage,creator')
  const step = (direction: 'earlier' | 'later') =>
    page.getByRole('button', { name: t(`columns.${direction}`, { column: t('jobs.column.duration') }) })
  const isLast = () => expect(page.getByRole('listitem').nth(6).getByRole('checkbox')).toHaveValue('duration')
  await step('later').press('Enter')
  await expect(page).toHaveURL(/create_time,usage,duration,creator/)
  await expect(step('later')).toBeFocused()
  await expect(step('later')).toBeInViewport()
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await isLast()
  // It cannot go on.
  await expect(step('earlier')).toBeFocused()
  expect(await step('earlier').evaluate((button) => button.matches(':focus-visible'))).toBe(true)
  await page.setViewportSize(DESKTOP.viewport)
})

test('makes a baseline and removes jobs of a comparison, and keeps focus and place', async ({
  page,
  account,
}) => {
  await page.setViewportSize({ width: 1440, height: 500 })
  const ids = account.jobs().flatMap(({ job_id, status }) => (status === 'SUCCEEDED' ? [job_id] : []))
  const [first, second, third, fourth] = ids
  await page.goto(`/compare?job=${first}&job=${second}&job=${third}&job=${fourth}`)
  const head = (id: string | undefined) => page.getByRole('columnheader').filter({ hasText: String(id) })
  const choose = (id: string | undefined) => head(id).locator('a').nth(1)
  const remove = (id: string | undefined) =>
    head(id).getByRole('link', { name: new RegExp(t('compare.remove')) })
  await isInteractive(choose(second))
  await choose(second).focus()
  const place = await page.evaluate(() => scrollY)
  expect(place).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`baseline=${second}`))
  await expect(choose(second)).toContainText(t('compare.baseline'))
  await expect(choose(second)).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(place)
  await remove(second).press('Enter')
  await expect(head(second)).toHaveCount(0)
  await expect(head(third).getByRole('link').first()).toBeFocused()
  await remove(fourth).press('Enter')
  await expect(head(fourth)).toHaveCount(0)
  await expect(head(third).getByRole('link').first()).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
  await page.setViewportSize(DESKTOP.viewport)
})

test('walks through the other pages, on a desk and on a phone', { tag: '@full' }, async ({
  account,
  openOther,
}) => {
  test.setTimeout(900_000)
  const ids = account.jobs().flatMap(({ job_id, status }) => (status === 'SUCCEEDED' ? [job_id] : []))
  const pages = [
    '/?page_size=10',
    '/?page_size=25&columns=job_name,status,hp.learning_rate,end_time,creator,cost,steps,final_loss,job_id,usage',
    // The numbers of the lines of a log are links: of a failed job there are few.
    `/jobs/${account.jobs().find(({ status }) => status === 'FAILED')?.job_id}`,
    `/compare?job=${ids[0]}&job=${ids[1]}`,
    '/compare',
    '/usage',
    '/columns',
    '/views',
    '/mirror',
    '/docs/api',
    '/nowhere',
  ]
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 720, height: 450 },
    { width: 390, height: 844 },
  ])
    for (const path of pages) {
      const page = await openOther({ viewport, reducedMotion: 'reduce' })
      await page.goto(path)
      await test.step(`${path} at ${viewport.width}`, async () => {
        await expectWalkable(page)
      })
      await page.context().close()
    }
})
