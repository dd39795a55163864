import { toCounted } from '../expected'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

test('finds jobs by a learning rate, however it was written', async ({ page, jobsPage, account }) => {
  const rates = account.jobs().map(({ hyper_parameters }) => Number(Object(hyper_parameters).learning_rate))
  const found = rates.filter((rate) => rate === 1e-5).length
  expect(found).toBeGreaterThan(1)
  await jobsPage.open()
  await jobsPage.search.fill('learning_rate=0.00001')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(found))
  await expect(page).toHaveURL('/?q=learning_rate=0.00001')
  await jobsPage.search.fill('learning_rate=1e-5')
  await expect(page).toHaveURL('/?q=learning_rate=1e-5')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(found))
})

test('finds jobs by a range of tokens and by words in any part', { tag: '@full' }, async ({
  jobsPage,
  account,
}) => {
  const jobs = account.jobs().map(toCounted)
  const large = jobs.filter(({ usage }) => usage !== null && usage >= 5_000_000)
  expect(large.length).toBeGreaterThan(1)
  await jobsPage.open()
  await jobsPage.search.fill('usage>=5000000')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(large.length))
  const oom = jobs.filter(({ raw }) => String(raw.message).toLowerCase().includes('cuda out of memory'))
  expect(oom.length).toBeGreaterThan(0)
  await jobsPage.search.fill('cuda memory')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(oom.length))
})

test('finds a job by its id', async ({ jobsPage, account }) => {
  const [, , , , , job] = account.jobs()
  await jobsPage.open()
  await jobsPage.search.fill(` ${job?.job_id} `)
  await expect.poll(() => jobsPage.ids()).toEqual([job?.job_id])
})

test('typing a word is one step of the history', async ({ page, jobsPage, account }) => {
  await jobsPage.open('status=FAILED')
  await jobsPage.search.pressSequentially('qwen3-8b')
  await expect(page).toHaveURL('/?status=FAILED&q=qwen3-8b')
  await page.goBack()
  await expect(page).toHaveURL('/?status=FAILED')
  await expect(jobsPage.search).toHaveValue('')
  const failed = account.jobs().filter(({ status }) => status === 'FAILED')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(failed.length))
})

test('looks for something that no job has', async ({ page, jobsPage, account }) => {
  await jobsPage.open()
  await jobsPage.search.fill('nothing-has-this-name')
  await expect(page.getByRole('heading', { name: t('jobs.empty.filtered') })).toBeVisible()
  await expect(page.getByText(t('jobs.empty.filteredNote', { count: account.jobs().length }))).toBeVisible()
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('0')
  await page
    .getByRole('main')
    .getByRole('link', { name: t('jobs.filters.clear') })
    .last()
    .click()
  await expect(page).toHaveURL('/')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(account.jobs().length))
})
