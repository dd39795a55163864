import type { Page } from '@playwright/test'
import type { MessageKey } from '../../lib/messages/translator'
import { type Counted, count, duration, sortIds, sumSeconds, sumUsage, toCounted } from '../expected'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

/** Has the page ask for what somebody chose among the preferences. */
async function setPreferences(page: Page, url: string, chosen: Record<string, string>): Promise<void> {
  await page.context().addCookies(Object.entries(chosen).map(([name, value]) => ({ name, value, url })))
}

test('sees what all jobs of the account add up to', async ({ jobsPage, account }) => {
  const jobs = account.jobs().map(toCounted)
  const statuses = count(jobs, 'status')
  const { SUCCEEDED: succeeded = 0, FAILED: failed = 0, RUNNING: running = 0 } = statuses
  const { PENDING = 0, QUEUING = 0, SUSPENDED = 0 } = statuses
  const waiting = PENDING + QUEUING + SUSPENDED
  expect(SUSPENDED).toBeGreaterThan(0)
  await jobsPage.open()
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(jobs.length))
  await expect(jobsPage.figure('jobs.totals.running')).toHaveText(toNumber(running))
  await expect(jobsPage.figure('jobs.totals.succeeded')).toContainText(
    ((100 * succeeded) / (succeeded + failed)).toFixed(1),
  )
  const hours = Math.floor(sumSeconds(jobs) / 3600)
  expect(hours).toBeGreaterThan(100)
  await expect(jobsPage.figure('jobs.totals.time')).toHaveText(`${toNumber(hours)} h`)
  for (const words of [
    t('jobs.totals.waiting', { count: waiting }),
    t('jobs.totals.judged', { succeeded, judged: succeeded + failed }),
    t('jobs.totals.tokensExact', { tokens: toNumber(sumUsage(jobs)) }),
  ])
    await expect(jobsPage.totals).toContainText(words)
  const waits = jobsPage.totals.getByRole('link', {
    name: t('jobs.totals.waiting', { count: waiting }),
    exact: true,
  })
  await expect(waits).toHaveAttribute('href', /status=PENDING&status=QUEUING&status=SUSPENDED/)
})

test('reads what the jobs that match cost, and goes to how that came about', async ({ jobsPage }) => {
  await jobsPage.open('status=SUCCEEDED&q=n_epochs%3E=3')
  const cost = (await jobsPage.figure('jobs.column.cost').textContent())?.trim() ?? ''
  expect(cost).toMatch(/^\$[\d,]+\.\d\d$/)
  await jobsPage.figure('jobs.column.cost').click()
  await expect(jobsPage.page).toHaveURL(
    /\/usage\?status=SUCCEEDED&q=n_epochs%3E=3&deleted=exclude&measure=cost$/,
  )
  const strip = jobsPage.page.getByRole('region', { name: t('usage.totals') })
  await expect(strip).toContainText(cost)
})

test('sees the newest fifty jobs with their facts', async ({ jobsPage, account }) => {
  const jobs = account.jobs().map(toCounted)
  const newest = sortIds(jobs, ({ created }) => created, true).slice(0, 50)
  await jobsPage.open()
  expect(await jobsPage.ids()).toEqual(newest)
  const texts = await jobsPage.texts()
  for (const job of jobs.filter(({ job_id }) => newest.includes(job_id))) {
    const { raw } = job
    const facts = [job.name, job.base_model, job.training_type, job.usage === null ? '' : toNumber(job.usage)]
    if (job.status === 'SUCCEEDED') facts.push(t('status.SUCCEEDED'), String(raw.finetuned_output))
    if (job.status === 'FAILED') facts.push(t('status.FAILED'), String(raw.code), String(raw.message))
    for (const fact of facts) expect(texts[job.job_id]).toContain(fact)
  }
})

type Column = readonly [
  MessageKey,
  string,
  (job: Counted) => number | string | null,
  'first up' | 'first down',
]

const COLUMNS: readonly Column[] = [
  ['jobs.column.status', 'status', (job) => job.status, 'first up'],
  ['jobs.column.job', 'job_name', (job) => job.name, 'first up'],
  ['jobs.column.baseModel', 'model', (job) => job.base_model, 'first up'],
  ['jobs.column.duration', 'duration', duration, 'first down'],
  ['jobs.column.tokens', 'usage', (job) => job.usage, 'first down'],
  ['jobs.column.created', 'create_time', (job) => job.created, 'first down'],
]

test('sorts by each column, both ways', { tag: '@full' }, async ({ page, jobsPage, account }) => {
  const jobs = account.jobs().map(toCounted)
  await jobsPage.open('page_size=25')
  await expect(jobsPage.header('jobs.column.created')).toHaveAttribute('aria-sort', 'descending')
  for (const [label, field, by, first] of COLUMNS) {
    const header = jobsPage.header(label)
    for (const descending of first === 'first down' ? [true, false] : [false, true]) {
      await header.getByRole('link').click()
      await expect(header).toHaveAttribute('aria-sort', descending ? 'descending' : 'ascending')
      await expect(jobsPage.table.locator('th[aria-sort]')).toHaveCount(1)
      await expect.poll(() => jobsPage.ids()).toEqual(sortIds(jobs, by, descending).slice(0, 25))
      const sort = descending ? `-${field}` : field
      await expect(page).toHaveURL(sort === '-create_time' ? '/?page_size=25' : `/?sort=${sort}&page_size=25`)
    }
  }
})

test('goes by relative times and asks for exact ones', async ({ page, jobsPage, account }) => {
  const [newest] = account.jobs()
  await jobsPage.open('page_size=10')
  const time = jobsPage.row(newest?.job_id ?? '').getByRole('time')
  await expect(time).not.toContainText('UTC')
  await page.getByRole('button', { name: t('jobs.exact') }).click()
  await expect(time).toHaveText(`${newest?.create_time} UTC+8`)
})

test('opens all hyper-parameters of a row', async ({ page, jobsPage, account }) => {
  const job = account.jobs().find(({ hyper_parameters }) => Object.keys(Object(hyper_parameters)).length > 4)
  await jobsPage.open(`q=${job?.job_id}`)
  await jobsPage
    .row(job?.job_id ?? '')
    .locator('[data-hyper-parameters]')
    .click()
  const dialog = page.getByRole('dialog', { name: t('jobs.allHyperParameters') })
  for (const [name, value] of Object.entries(Object(job?.hyper_parameters))) {
    await expect(dialog).toContainText(name)
    await expect(dialog).toContainText(typeof value === 'string' ? value : JSON.stringify(value))
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test.describe('at each width of a screen', () => {
  test.use({ ownContext: true })

  for (const language of ['en', 'zh-Hans'])
    test(`scrolls inside itself, never the page, in ${language}`, async ({ page, board }) => {
      for (const times of ['relative', 'exact'])
        for (const density of ['compact', 'roomy']) {
          await setPreferences(page, board.url, { language, times, density })
          await page.goto('/')
          for (const width of [1280, 1366, 1440, 1496, 1536, 1920]) {
            await page.setViewportSize({ width, height: 900 })
            const wide = await page.evaluate(() => document.documentElement.scrollWidth)
            expect([times, density, wide]).toEqual([times, density, width])
          }
        }
    })
})

test('covers nothing of a row that the pointer is over', async ({ page, jobsPage }) => {
  await jobsPage.open()
  const cell = jobsPage.table.locator('td.job_name:has(.tail)').first()
  await cell.hover()
  const [tail, button, next] = await Promise.all(
    [
      cell.locator('.tail'),
      cell.locator('.copy-button'),
      page.locator('td.job_name:has(.tail) + td').first(),
    ].map((part) => part.boundingBox()),
  )
  if (!tail || !button || !next) throw new Error('there is no such row')
  expect(button.x).toBeGreaterThanOrEqual(tail.x + tail.width)
  expect(button.x + button.width).toBeLessThanOrEqual(next.x + 12)
  const hit = await page.evaluate(
    ({ x, y, width, height }) => document.elementFromPoint(x + width - 1, y + height / 2)?.className,
    button,
  )
  expect(hit).toContain('copy-button')
})

test('shows two lines where two were asked for, each hyper-parameter beside its value', async ({
  page,
  board,
  jobsPage,
}) => {
  for (const language of ['en', 'zh-Hant']) {
    await setPreferences(page, board.url, { language, density: 'roomy' })
    await page.goto('/?status=FAILED')
    const rows = jobsPage.page.locator('.jobs-table tbody tr')
    const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight))
    expect(new Set(heights)).toEqual(new Set([56]))
    const pairs = await rows.locator('td.hyper_parameters').evaluateAll((cells) =>
      cells.flatMap((cell) =>
        [...cell.querySelectorAll('.quiet')].map((name) => {
          const range = document.createRange()
          range.selectNode(name)
          if (name.nextSibling) range.setEndAfter(name.nextSibling)
          return {
            text: range.toString(),
            lines: new Set([...range.getClientRects()].map(({ top }) => top)).size,
          }
        }),
      ),
    )
    expect(pairs.filter(({ lines }) => lines > 1)).toEqual([])
  }
})
