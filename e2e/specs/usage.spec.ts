import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { askJobs } from '../api'
import { expectAccessible } from '../expect-accessible'
import { type Counted, sumSeconds, sumUsage, toCounted } from '../expected'
import { isInteractive } from '../pages/is-interactive'
import { JobsPage } from '../pages/jobs-page'
import { parseCsv } from '../parse-csv'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

/** A month in which the shared account has jobs. */
const MONTH = {
  days: 'created_from=2026-01-01&created_to=2026-01-31',
  prefix: '2026-01',
  name: 'January 2026',
}

const isOfMonth = ({ raw }: Counted) => String(raw.create_time ?? raw.gmt_create).startsWith(MONTH.prefix)

/** The link behind the tokens of a row of a table of usage. */
const toTokens = (page: Page, table: string, row: string) =>
  page
    .getByRole('table', { name: table, exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell')
    .nth(1)
    .getByRole('link')

/** Expects a list of these jobs and no others. */
async function expectList(page: Page, jobs: readonly Counted[]): Promise<void> {
  const jobsPage = new JobsPage(page)
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(jobs.length))
  await expect(jobsPage.totals).toContainText(toNumber(sumUsage(jobs)))
}

test('groups usage, and a figure leads to the jobs that add up to it', async ({ page, account }) => {
  const jobs = account.jobs().map(toCounted)
  const tuned = jobs.filter(({ training_type }) => training_type === 'efficient_sft')
  expect(tuned.length).toBeGreaterThan(0)
  await page.goto('/usage')
  await isInteractive(new JobsPage(page).search)
  const choose = (label: string, choice: string) =>
    page.getByRole('navigation', { name: label }).getByRole('link', { name: choice, exact: true }).click()
  await choose(t('usage.per'), t('usage.per.month'))
  await expect(page).toHaveURL('/usage?group_by=month,model')
  await choose(t('usage.group'), t('usage.group.training_type'))
  await expect(page).toHaveURL('/usage?group_by=month,training_type')
  const tokens = toTokens(page, t('usage.group.training_type'), 'efficient_sft')
  await expect(tokens).toHaveText(toNumber(sumUsage(tuned)))
  await expectAccessible(page)
  await tokens.click()
  await expect(page).toHaveURL('/?training_type=efficient_sft&deleted=include')
  await expectList(page, tuned)
})

test('the strip and the row of all say the same time', async ({ page, account }) => {
  const jobs = account.jobs().map(toCounted)
  await page.goto('/usage')
  const figure = page.getByRole('region', { name: t('usage.totals') }).getByRole('link', {
    name: `${t('usage.time')}: ${toNumber(Math.floor(sumSeconds(jobs) / 3600))} h`,
    exact: true,
  })
  const all = page
    .getByRole('table', { name: t('usage.group.model'), exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: t('usage.all'), exact: true }) })
  await expect(all.getByRole('cell').nth(2)).toHaveText(((await figure.textContent()) ?? '').trim())
})

test('the others of a bar lead to as many jobs as they count', async ({ page }) => {
  await page.goto('/usage')
  const others = page.locator(`.bars a[aria-label*="${t('usage.chart.others')}: "]`)
  expect(await others.count()).toBeGreaterThan(0)
  for (const at of [0, -1]) {
    const part = others.nth(at)
    const jobs = Number((await part.getAttribute('aria-label'))?.match(/([\d,]+) jobs?$/)?.[1])
    await page.goto((await part.getAttribute('href')) ?? '')
    await expect(new JobsPage(page).figure('jobs.totals.jobs')).toHaveText(toNumber(jobs))
    await page.goBack()
  }
})

test('takes every job away as a file, whose rows and tokens are those of the API', async ({
  page,
  board,
  account,
}) => {
  const search = 'status=FAILED&status=SUCCEEDED'
  await page.goto(`/usage?${search}`)
  await isInteractive(new JobsPage(page).search)
  await page.keyboard.press('e')
  const link = page.getByRole('link', { name: t('jobs.export.csv') })
  await expect(link).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  const arrives = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await arrives
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  const rows = parseCsv(await readFile(await download.path(), 'utf8'))
  const { output } = await askJobs(board.url, `${search}&deleted=include&page_size=1`)
  const jobs = account
    .jobs()
    .map(toCounted)
    .filter(({ status }) => status === 'FAILED' || status === 'SUCCEEDED')
  expect([output.total, output.totals.usage]).toEqual([jobs.length, sumUsage(jobs)])
  expect(rows).toHaveLength(output.total)
  expect(rows.reduce((sum, { usage }) => sum + Number(usage), 0)).toBe(output.totals.usage)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, ownContext: true })

  test('narrows usage by form, and a period leads to its jobs', async ({ page, account }) => {
    const jobs = account.jobs().map(toCounted)
    await page.goto('/usage?group_by=month,creator')
    await page.getByText(t('usage.numbers'), { exact: true }).click()
    const ofMonth = jobs.filter(isOfMonth)
    const tokens = toTokens(page, t('usage.numbers'), MONTH.name)
    await expect(tokens).toHaveText(toNumber(sumUsage(ofMonth)))
    await tokens.click()
    await expect(page).toHaveURL(`/?${MONTH.days}&deleted=include`)
    await expectList(page, ofMonth)
    await page.goBack()
    await new JobsPage(page).search.fill('qwen3-8b')
    await page.getByRole('button', { name: t('jobs.search.submit'), exact: true }).click()
    await expect(page).toHaveURL('/usage?q=qwen3-8b&group_by=month,creator')
    const totals = page.getByRole('region', { name: t('usage.totals') })
    const found = totals.getByRole('link', { name: new RegExp(`^${t('usage.jobs')}:`) })
    const count = Number((await found.textContent())?.replace(/\D/g, ''))
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(jobs.length)
    await found.click()
    await expect(page).toHaveURL('/?q=qwen3-8b&deleted=include')
    await expect(new JobsPage(page).figure('jobs.totals.jobs')).toHaveText(toNumber(count))
  })
})

test.describe('on a phone', () => {
  test.use({
    ownContext: true,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    colorScheme: 'dark',
  })

  test('axe finds nothing in usage with its details open', async ({ page }) => {
    await page.goto('/usage?group_by=month,model&measure=cost')
    await page.getByText(t('usage.numbers'), { exact: true }).tap()
    await page.getByText(t('cost.how'), { exact: true }).tap()
    await expect(page.getByText(t('cost.note'))).toBeVisible()
    await expectAccessible(page)
  })
})
