import type { Page } from '@playwright/test'
import type { SampleAccount } from '../../lib/sample-account/sample-account'
import { expectAccessible } from '../expect-accessible'
import { isLookedAt, LOOKS } from '../looks'
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
  const sheet = page.getByRole('button', { name: new RegExp(`^${t('jobs.filters')}`) })
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
    name: 'the list as a command, or what a phone can do with it',
    show: async (page) => {
      await showList(page, 'status=FAILED&page_size=10')
      const curl = page.getByRole('button', { name: t('jobs.curl'), exact: true })
      const isPhone = !(await curl.isVisible())
      await (isPhone ? page.getByRole('button', { name: t('jobs.more') }) : curl).click()
      await expect(isPhone ? page.locator('#view-menu') : page.getByRole('dialog')).toBeVisible()
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
      await page.getByRole('button', { name: t('header.preferences') }).click()
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
    },
  })),
  {
    name: 'a job as JSON',
    show: async (page, account) => {
      await page.goto(`/jobs/${toId(account, 'FAILED')}`)
      await page.getByRole('button', { name: t('job.raw'), exact: true }).click()
      await expect(page.getByRole('region', { name: t('job.raw') })).toBeVisible()
    },
  },
  {
    name: 'columns, views, jobs to compare',
    show: async (page) => {
      for (const path of ['/columns?sort=-usage', '/views?status=FAILED']) {
        await page.goto(path)
        await expectAccessible(page)
      }
      await page.goto('/compare')
    },
  },
  {
    name: 'the mirror',
    show: async (page) => {
      await page.goto('/mirror')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('mirror.title'))
    },
  },
  {
    name: 'a job with fields that nobody documents',
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

test.use({ provoked: [404], ownContext: true })

for (const { name, ...options } of LOOKS) {
  test.describe(name, () => {
    test.use(options)

    // In one page, for starting one takes longer than looking at it.
    test('axe finds nothing in any state', async ({ page, account }) => {
      test.setTimeout(240_000)
      for (const state of STATES.filter((_, number) => isLookedAt(number, name)))
        await test.step(state.name, async () => {
          await state.show(page, account)
          await expectAccessible(page)
        })
    })
  })
}

test('buttons that copy are seen where colours are the reader’s own', async ({ page, jobsPage }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await jobsPage.open('page_size=10')
  const button = jobsPage.table.locator('.copy-button').first()
  await jobsPage.table.locator('tbody tr').first().hover()
  const colours = await button.evaluate((shown) => [
    getComputedStyle(shown, '::before').backgroundColor,
    getComputedStyle(document.body).color,
  ])
  expect(colours[0]).toBe(colours[1])
})
