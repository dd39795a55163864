import type { Page } from '@playwright/test'
import { askJobs } from '../api'
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
  test('learns why a job failed', async ({ page, jobsPage }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => failedFigure(page).click())
    await expect(page).toHaveURL(/status=FAILED/)
    await expect(jobsPage.table.locator('tbody tr').first()).toContainText(t('status.FAILED'))
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

  test('takes away as a file what is seen', async ({ page, jobsPage }) => {
    await jobsPage.open('status=FAILED&page_size=10')
    const { act, done } = counted()
    await act(() => page.getByRole('button', { name: t('jobs.export') }).click())
    const download = page.waitForEvent('download')
    await act(() => page.getByRole('link', { name: t('jobs.export.csv') }).click())
    done()
    const url = new URL((await download).url())
    expect(url.search).toBe('?format=csv&status=FAILED')
  })

  test('learns what was spent in October', async ({ page, jobsPage, board }) => {
    await jobsPage.open(FIRST)
    const { act, done } = counted()
    await act(() => page.getByRole('link', { name: t('header.usage') }).click())
    await act(() => page.getByRole('link', { name: t('usage.per.month'), exact: true }).click())
    await act(() =>
      page
        .locator('summary')
        .filter({ hasText: t('usage.numbers') })
        .click(),
    )
    done()
    const range = 'group_by=month&created_from=2025-10-01&created_to=2025-10-31'
    const { output } = await (await fetch(`${board.url}/api/v1/usage?${range}`)).json()
    const row = page.getByRole('row').filter({ hasText: 'October 2025' })
    await expect(row).toContainText(output.totals.usage.toLocaleString('en'))
    await expect(row).toContainText(/\$[\d,]+\.\d\d/)
  })

  test('compares the two best', async ({ page, jobsPage, account, board }) => {
    // What a job's log came to is known once somebody has looked at it.
    const ids = account.jobs().flatMap(({ job_id, status }) => (status === 'SUCCEEDED' ? [job_id] : []))
    for (const id of ids.slice(0, 8)) await fetch(`${board.url}/api/v1/fine-tunes/${id}/metrics`)
    await jobsPage.open('status=SUCCEEDED&page_size=10')
    const { act, done } = counted()
    await act(() => page.getByRole('link', { name: t('jobs.compare') }).click())
    await act(() => page.getByRole('button', { name: t('jobs.compare') }).click())
    done()
    const { output } = await askJobs(board.url, 'status=SUCCEEDED&sort=best_eval_loss&page_size=2')
    const [first, second] = output.jobs
    await expect(page).toHaveURL(`/compare?job=${first?.job_id}&job=${second?.job_id}`)
    await expect(page.getByRole('table', { name: t('compare.table') })).toBeVisible()
    // As words apart, for who hears them.
    const best = page
      .getByRole('row', { name: t('compare.result.best_eval_loss') })
      .getByRole('cell')
      .first()
    await expect(best).toHaveText(/^[\d.]+ epoch [\d.]+( best)?$/)
  })

  test('finds the failed runs of one model of yesterday', async ({ page, launch, jobsPage }) => {
    const DAY = 86_400_000
    const toDay = (time: number) => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10)
    const yesterday = `${toDay(Date.now() - DAY)} 12:00:00`
    const failed = { status: 'FAILED', create_time: yesterday }
    const { account, board } = await launch({ account: { scenario: 'empty' } })
    const wanted = account.add({ ...failed, model: 'qwen3-8b', base_model: 'qwen3-8b' })
    account.add({ ...failed, model: 'qwen3-32b', base_model: 'qwen3-32b' })
    account.add({ ...failed, model: 'qwen3-8b', create_time: `${toDay(Date.now() - 2 * DAY)} 12:00:00` })
    account.add({ status: 'SUCCEEDED', model: 'qwen3-8b', create_time: yesterday })
    await expect.poll(async () => (await askJobs(board.url, '')).output.total).toBe(4)
    await jobsPage.open('', board.url)
    const { act, done } = counted()
    await act(() => page.getByRole('link', { name: t('jobs.views') }).click())
    await act(() => page.getByRole('link', { name: t('views.yesterday') }).click())
    await expect(jobsPage.table.locator('tbody tr')).toHaveCount(2)
    await act(() => jobsPage.search.fill('qwen3-8b'))
    done()
    await expect.poll(() => jobsPage.ids()).toEqual([wanted.job_id])
  })
})
