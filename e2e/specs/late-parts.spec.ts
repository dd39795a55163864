import type { SampleAccount } from '../../lib/sample-account/sample-account'
import { expect, test } from '../test'
import { t } from '../words'

function pickEnded(account: SampleAccount): string {
  return String(account.jobs().find(({ status }) => status === 'SUCCEEDED')?.job_id)
}

test.describe('a DashScope that does not answer for a log', () => {
  test.use({ provoked: [503] })

  test('holds no fact of its job back, and the log is there once it answers', async ({
    page,
    jobPage,
    launch,
  }) => {
    const { board, account } = await launch({ account: { jobs: 20 } })
    const job_id = pickEnded(account)
    account.fault({ kind: 'hang-headers', when: ({ path }) => /\/(logs|checkpoints)$/.test(path) })
    await jobPage.open(job_id, board.url)
    await expect(page.getByText(t('log.asked'))).toBeVisible()
    await expect(page.getByText(t('checkpoints.asked'))).toBeVisible()
    await expect(jobPage.badge).toHaveText(t('status.SUCCEEDED'))
    await expect(jobPage.hyperParameters).toBeVisible()
    await expect(page.getByRole('link', { name: t('job.askAgain') })).toHaveCount(0)
    account.fault(null)
    // The question that hangs is given up first, and the page says so by itself.
    await expect(page.getByText(t('log.unread'))).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(t('log.asked'))).toHaveCount(0)
    await expect(async () => {
      await page.reload()
      await expect(page.locator('a[href="#L1"]')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByRole('heading', { name: t('checkpoints.title'), exact: true })).toBeVisible()
  })
})

test('a log that takes a while comes by itself', async ({ page, jobPage, launch }) => {
  const { board, account } = await launch({ account: { jobs: 20 } })
  account.latency(2000)
  await jobPage.open(pickEnded(account), board.url)
  await expect(page.getByText(t('log.asked'))).toBeVisible()
  await expect(page.locator('a[href="#L1"]')).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, ownContext: true })

  test('a log that takes a while can be asked for again', { tag: '@full' }, async ({
    page,
    jobPage,
    launch,
  }) => {
    const { board, account } = await launch({ account: { jobs: 20 } })
    const job_id = pickEnded(account)
    account.fault({ kind: 'hang-headers', when: ({ path }) => path.endsWith('/logs') })
    await jobPage.open(job_id, board.url)
    await expect(jobPage.hyperParameters).toBeVisible()
    await expect(page.getByText(t('log.asked'))).toBeVisible()
    account.fault(null)
    const again = page.getByRole('link', { name: t('job.askAgain') })
    await expect(async () => {
      if (await again.isVisible()) await again.click()
      else await page.reload()
      await expect(page.locator('a[href="#L1"]')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 60_000 })
    await expect(page).toHaveURL(`${board.url}/jobs/${job_id}`)
  })
})
