import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { SampleAccount } from '../../lib/sample-account/sample-account'
import { pickLooks } from '../looks'
import { isInteractive } from '../pages/is-interactive'
import { JobsPage } from '../pages/jobs-page'
import { expect, test } from '../test'
import { t } from '../words'

type State = {
  readonly name: string
  readonly show: (page: Page, account: SampleAccount) => Promise<void>
}

const toId = (account: SampleAccount, status: string) =>
  account.jobs().find((job) => job.status === status)?.job_id ?? ''

async function showList(page: Page, search = ''): Promise<JobsPage> {
  const jobsPage = new JobsPage(page)
  await jobsPage.open(search)
  return jobsPage
}

async function openFilters(page: Page): Promise<void> {
  const sheet = page.getByRole('button', { name: t('jobs.filters'), exact: true })
  if (await sheet.isVisible()) await sheet.click()
}

const STATES: readonly State[] = [
  {
    name: 'the jobs',
    show: async (page) => {
      await showList(page, 'page_size=25')
    },
  },
  {
    name: 'the jobs, narrowed and sorted',
    show: async (page) => {
      await showList(page, 'model=qwen3-8b&status=FAILED&created_from=2025-01-01&sort=-usage&page_size=10')
    },
  },
  {
    name: 'an open filter',
    show: async (page) => {
      const list = await showList(page, 'status=FAILED&page_size=10')
      await openFilters(page)
      await list.filter('jobs.filter.creator').click()
      await expect(page.getByRole('group', { name: t('jobs.filter.creator'), exact: true })).toBeVisible()
    },
  },
  {
    name: 'the days to choose from',
    show: async (page) => {
      const list = await showList(page, 'created_from=-7d&page_size=10')
      await openFilters(page)
      await list.filter('jobs.filter.created').click()
      await expect(page.getByRole('button', { name: t('jobs.created.apply') })).toBeVisible()
    },
  },
  {
    name: 'the list as a command',
    show: async (page) => {
      await showList(page, 'status=FAILED&page_size=10')
      await page.getByRole('button', { name: t('jobs.curl'), exact: true }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'all hyper-parameters of a row',
    show: async (page) => {
      const list = await showList(page, 'status=SUCCEEDED&page_size=10')
      await list.table.locator('[data-hyper-parameters]').first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'the choice of colours',
    show: async (page) => {
      await showList(page, 'page_size=10')
      await page.getByRole('button', { name: t('header.theme'), exact: true }).click()
      await expect(page.getByRole('button', { name: t('header.theme.dark'), exact: true })).toBeVisible()
    },
  },
  {
    name: 'nothing that matches, and a bad value',
    show: async (page) => {
      await showList(page, 'q=nothing-at-all&sort=colour')
      await expect(page.getByRole('heading', { name: t('jobs.empty.filtered') })).toBeVisible()
    },
  },
  {
    name: 'a page past the end',
    show: async (page) => {
      await showList(page, 'page_no=99')
      await expect(page.getByRole('heading', { name: t('jobs.empty.page') })).toBeVisible()
    },
  },
  ...['SUCCEEDED', 'FAILED', 'RUNNING', 'CANCELED'].map((status) => ({
    name: `a job that is ${status}`,
    show: async (page: Page, account: SampleAccount) => {
      await page.goto(`/jobs/${toId(account, status)}`)
      await page.locator('details#raw summary').click()
      await isInteractive(page.getByRole('banner').getByRole('link', { name: t('header.refresh') }))
    },
  })),
  {
    name: 'a job of a hundred fields',
    show: async (page, account) => {
      const job = account.jobs().find((each) => each.tags !== undefined)
      await page.goto(`/jobs/${job?.job_id}`)
    },
  },
  {
    name: 'a job that is not there',
    show: async (page) => {
      await page.goto('/jobs/ft-000000000000-none')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('states.jobNotFound'))
    },
  },
]

test.use({ provoked: [404] })

STATES.forEach(({ name, show }, number) => {
  for (const { name: look, ...options } of pickLooks(number)) {
    test.describe(look, () => {
      test.use(options)

      test(`axe finds nothing: ${name}`, async ({ page, account }) => {
        await show(page, account)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => [
            id,
            ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
          ]),
        ).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
      })
    })
  }
})
