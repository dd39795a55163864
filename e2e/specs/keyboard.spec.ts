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
