import type { Page } from '@playwright/test'
import { expect, test } from '../test'
import { t } from '../words'

/** Notes what the page says through the browser's notifications, which are made all the same. */
async function watchNotifications(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const told: string[] = []
    Reflect.set(window, 'told', told)
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        told.push(title)
      }
    }
  })
  return () => page.evaluate(() => Reflect.get(window, 'told'))
}

test.describe('the end of a job', () => {
  test.use({ ownContext: true })

  test('is told by a notification of the browser to who asked for it', async ({ page, jobPage, launch }) => {
    const { board, account } = await launch({ account: { jobs: 5 } })
    const { job_id } = account.add({ status: 'RUNNING', job_name: 'soon over' })
    await page.context().grantPermissions(['notifications'], { origin: board.url })
    const told = await watchNotifications(page)
    await jobPage.open(job_id, board.url)
    await page.getByRole('button', { name: t('job.notify') }).click()
    await expect(page.getByText(t('job.notify.on'))).toBeVisible()
    expect(await told()).toEqual([])
    account.update(job_id, { status: 'SUCCEEDED' })
    await expect(jobPage.badge).toHaveText(t('status.SUCCEEDED'))
    await expect.poll(told).toEqual([`soon over · ${t('status.SUCCEEDED')}`])
    await expect(page.getByText(t('job.notify.on'))).toBeHidden()
  })

  test('is not told to who did not ask', async ({ page, jobPage, launch }) => {
    const { board, account } = await launch({ account: { jobs: 5 } })
    const { job_id } = account.add({ status: 'RUNNING' })
    await page.context().grantPermissions(['notifications'], { origin: board.url })
    const told = await watchNotifications(page)
    await jobPage.open(job_id, board.url)
    await expect(page.getByRole('button', { name: t('job.notify') })).toBeVisible()
    account.update(job_id, { status: 'FAILED' })
    await expect(jobPage.badge).toHaveText(t('status.FAILED'))
    await expect(page.getByRole('button', { name: t('job.notify') })).toBeHidden()
    expect(await told()).toEqual([])
  })
  test('is not told where the browser does not allow it, which the page says', async ({
    page,
    jobPage,
    launch,
  }) => {
    const { board, account } = await launch({ account: { jobs: 5 } })
    const { job_id } = account.add({ status: 'RUNNING' })
    // A browser without a screen says no by itself, as a reader may.
    await page.context().clearPermissions()
    const told = await watchNotifications(page)
    await jobPage.open(job_id, board.url)
    await page.getByRole('button', { name: t('job.notify') }).click()
    await expect(page.getByRole('status').getByText(t('job.notify.denied'))).toBeVisible()
    account.update(job_id, { status: 'SUCCEEDED' })
    await expect(jobPage.badge).toHaveText(t('status.SUCCEEDED'))
    await expect(page.getByText(t('job.notify.denied'))).toBeHidden()
    expect(await told()).toEqual([])
  })
})
