import { expect, startOver, test } from '../test'
import { t } from '../words'

const heads = (texts: readonly string[]) => texts.map((text) => text.replace(/[↑↓]/g, '').trim())

test('shows the columns of the URL, sorts by a hyper-parameter as numbers, and keeps them', async ({
  page,
  jobsPage,
  account,
}) => {
  await jobsPage.open('columns=hp.learning_rate,job_name,creator')
  const columns = jobsPage.table.getByRole('columnheader')
  expect(heads(await columns.allTextContents())).toEqual([
    t('jobs.compare'),
    'learning_rate',
    t('jobs.column.job'),
    t('jobs.filter.creator'),
  ])
  await columns.nth(1).getByRole('link').click()
  await expect(page).toHaveURL('/?sort=hp.learning_rate&columns=hp.learning_rate,job_name,creator')
  await expect(columns.nth(1)).toHaveAttribute('aria-sort', 'ascending')
  const rates = account
    .jobs()
    .map(({ hyper_parameters }) =>
      Number((hyper_parameters as Record<string, unknown>)?.learning_rate ?? Number.NaN),
    )
    .filter((rate) => !Number.isNaN(rate))
    .sort((a, b) => a - b)
  await expect
    .poll(async () =>
      Number(await jobsPage.table.locator('tbody tr').first().locator('td').nth(1).textContent()),
    )
    .toBe(rates[0])
  const shown = await jobsPage.table.locator('tbody td:nth-child(2)').allTextContents()
  expect(shown.map(Number)).toEqual(rates.slice(0, shown.length))
  await jobsPage.pages.getByRole('link', { name: t('jobs.next') }).click()
  await expect(page).toHaveURL('/?sort=hp.learning_rate&columns=hp.learning_rate,job_name,creator&page_no=2')
})

test('says which columns it does not know, and shows the others', async ({ page, jobsPage }) => {
  await jobsPage.open('columns=usage,nonsense')
  await expect(page.getByText(t('parameters.setAside'))).toBeVisible()
  expect(heads(await jobsPage.table.getByRole('columnheader').allTextContents())).toEqual([
    t('jobs.compare'),
    t('jobs.column.job'),
    t('jobs.column.tokens'),
  ])
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, ownContext: true })

  test('chooses and orders columns, and makes them the default that the home link carries', async ({
    page,
  }) => {
    await page.goto('/?status=FAILED')
    await page.getByRole('link', { name: t('jobs.columns') }).click()
    await page.getByRole('checkbox', { name: t('jobs.column.type'), exact: true }).uncheck()
    await page.getByRole('checkbox', { name: 'n_epochs' }).check()
    await page.getByRole('button', { name: t('columns.later', { column: t('jobs.column.status') }) }).click()
    await expect(page).toHaveURL(/\/columns\?status=FAILED&columns=job_name,status,model,hyper/)
    await expect(page.getByRole('checkbox', { name: 'n_epochs' })).toBeChecked()
    await page.getByRole('button', { name: t('columns.makeDefault') }).click()
    await expect(page.getByText(t('columns.isDefault'))).toBeVisible()
    await page.getByRole('button', { name: t('columns.show') }).click()
    await expect(page).toHaveURL(/\/\?status=FAILED&columns=job_name,status,model,.*,hp\.n_epochs$/)
    await page.getByRole('link', { name: t('header.home') }).click()
    await expect(page).toHaveURL(/\/\?columns=job_name,status,model,.*,hp\.n_epochs$/)
    await expect(page.getByRole('columnheader', { name: 'n_epochs' })).toBeVisible()
  })

  test('saves a view, opens it, makes it the first page and removes it', async ({ page }) => {
    const name = '失败 & “slow”; a=b'
    await page.goto('/?status=FAILED&sort=-duration')
    await page.getByRole('link', { name: t('jobs.views') }).click()
    await page.getByLabel(t('views.name')).fill(name)
    await page.getByRole('button', { name: t('views.save') }).click()
    await expect(page.getByRole('link', { name })).toHaveAttribute('href', '/?status=FAILED&sort=-duration')
    await page
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('button', { name: t('views.makeHome') })
      .click()
    await page.getByRole('link', { name: t('header.home') }).click()
    await expect(page).toHaveURL('/?status=FAILED&sort=-duration')
    await page.goto('/views')
    await page.getByRole('button', { name: t('views.remove', { name }) }).click()
    await expect(page.getByRole('link', { name })).toHaveCount(0)
  })

  test('says why a view is not saved, and keeps its query', async ({ page }) => {
    const save = async (name: string) => {
      await page.getByLabel(t('views.name')).fill(name)
      await page.getByRole('button', { name: t('views.save') }).click()
    }
    await page.goto('/views?status=FAILED')
    await save('   ')
    await expect(page.getByText(t('views.blank'))).toBeVisible()
    await expect(page.getByText('/?status=FAILED', { exact: true })).toBeVisible()
    await save('mine')
    await expect(page).toHaveURL('/views?status=FAILED')
    const saved = page.getByRole('link', { name: 'mine' })
    await expect(saved).toHaveAttribute('href', '/?status=FAILED')
    await save('mine')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.goto('/views')
    await save('mine')
    await expect(page.getByText(t('views.taken'))).toBeVisible()
    await expect(saved).toHaveAttribute('href', '/?status=FAILED')
    await expect(page.getByLabel(t('views.name'))).toHaveValue('mine')
    await page.getByRole('button', { name: t('views.replace') }).click()
    await expect(saved).toHaveAttribute('href', '/')
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})

test('a view that one of the team saves is there for the others', { tag: '@full' }, async ({
  account,
  openOther,
}) => {
  const board = await startOver(account, {
    TRUSTED_PROXIES: '127.0.0.1',
    AUTH_TRUSTED_HEADER: 'X-Forwarded-Email',
  })
  const open = (email: string) =>
    openOther({ baseURL: board.url, extraHTTPHeaders: { 'x-forwarded-email': email } })
  const wei = await open('wei@example.com')
  await wei.goto('/views?status=FAILED')
  await wei.getByLabel(t('views.name')).fill('夜间失败')
  await wei.getByRole('button', { name: t('views.save') }).click()
  await expect(wei.getByRole('link', { name: '夜间失败' })).toBeVisible()
  const chen = await open('chen@example.com')
  await chen.goto('/views')
  await expect(chen.getByText(t('views.shared'))).toBeVisible()
  await chen.getByRole('link', { name: '夜间失败' }).click()
  await expect(chen).toHaveURL(/\/\?status=FAILED$/)
  await chen.goto('/views')
  await chen.getByRole('button', { name: t('views.remove', { name: '夜间失败' }) }).click()
  await expect(chen.getByRole('link', { name: '夜间失败' })).toHaveCount(0)
  await wei.reload()
  await expect(wei.getByRole('link', { name: '夜间失败' })).toHaveCount(0)
  await board.stop()
})
