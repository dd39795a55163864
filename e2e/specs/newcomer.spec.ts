import type { Page } from '@playwright/test'
import { expect, test } from '../test'
import { t } from '../words'

/** What a newcomer does, counted: each press, choice or text is one action. */
function counted() {
  let actions = 0
  const act = async (run: () => Promise<unknown>) => {
    actions++
    await run()
  }
  return { act, done: () => expect(actions, 'actions from the first page').toBeLessThanOrEqual(3) }
}

/** The figure of failed jobs, a link to them. */
const failedFigure = (page: Page) =>
  page.getByRole('link', { name: new RegExp(`^[\\d,]+ ${t('jobs.tone.failed')}$`) })

const FIRST = 'page_size=10'

test.describe('a newcomer, in three actions from the first page', () => {
  test('finds the failed runs of one model of a day', async ({ page, jobsPage, account }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => failedFigure(page).click())
    await expect(page).toHaveURL(/status=FAILED/)
    await act(() => jobsPage.search.fill('qwen3-8b'))
    await expect(page).toHaveURL(/q=qwen3-8b/)
    done()
    const failed = account.jobs().filter((job) => job.status === 'FAILED' && job.base_model === 'qwen3-8b')
    await expect(jobsPage.row(failed[0]?.job_id ?? '')).toBeVisible()
  })

  test('learns why a job failed', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => failedFigure(page).click())
    await expect(page).toHaveURL(/status=FAILED/)
    await act(() => jobsPage.table.locator('tbody tr').first().locator('a[href^="/jobs/"]').first().click())
    done()
    await expect(page.getByRole('heading', { name: t('job.end.failed') })).toBeVisible()
  })

  test('sees which jobs took most tokens', async ({ jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => jobsPage.header('jobs.column.tokens').getByRole('link').click())
    done()
    await expect(jobsPage.header('jobs.column.tokens')).toHaveAttribute('aria-sort', 'descending')
  })

  test('finds jobs by a learning rate', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => jobsPage.search.fill('learning_rate<1e-5'))
    done()
    await expect(page).toHaveURL(/q=learning_rate/)
    await expect(jobsPage.table.locator('tbody tr').first()).toBeVisible()
  })

  test('compares two jobs', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => jobsPage.table.getByRole('checkbox').nth(0).check())
    await act(() => jobsPage.table.getByRole('checkbox').nth(1).check())
    await act(() => page.getByRole('button', { name: t('jobs.compare') }).click())
    done()
    await expect(page).toHaveURL(/\/compare\?job=.+&job=.+/)
  })

  test('shares what is seen', async ({ page, jobsPage }) => {
    await jobsPage.open('status=FAILED&page_size=10')
    const { act, done } = counted()
    await act(() => page.getByRole('button', { name: t('jobs.copyLink') }).click())
    done()
    await expect(page.locator('[data-copied]')).toHaveCount(1)
  })

  test('reads the board in Chinese', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => page.getByRole('button', { name: t('header.preferences') }).click())
    await act(() => page.getByRole('button', { name: '简体中文' }).click())
    done()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  })

  test('sees exact times', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => page.locator('time').first().click())
    done()
    await expect(page.locator('time').first()).toHaveText(/UTC\+8$/)
  })
})
