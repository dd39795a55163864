import type { Job } from '../../lib/jobs/job'
import { expect, test } from '../test'
import { t, toErrorWords, toNumber } from '../words'

/** The scalars within a value, as they must be readable on a page. */
function toLeaves(value: unknown): string[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap(toLeaves)
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([name, part]) => [name, ...toLeaves(part)])
  return [String(value)]
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ')

/** Jobs in which, together, each field and hyper-parameter occurs in each type that it has in the account. */
function pickShapes(jobs: readonly Job[]): Job[] {
  const seen = new Set<string>()
  return jobs.filter((job) => {
    const parts = Object.entries({ ...job, ...(Object(job.hyper_parameters) as Job) })
    const traits = [
      ...parts.map(([name, value]) => `${name} ${value === null} ${Array.isArray(value)} ${typeof value}`),
      `status ${job.status}`,
      ...['hyper_parameters', 'creator', 'usage', 'end_time', 'job_name', 'base_model']
        .filter((name) => job[name] === undefined)
        .map((name) => `no ${name}`),
    ]
    const isNew = traits.some((trait) => !seen.has(trait))
    for (const trait of traits) seen.add(trait)
    return isNew
  })
}

test('reads every field that DashScope sent, of every shape of job', async ({ account, request, page }) => {
  const jobs = pickShapes(account.jobs())
  expect(jobs.length).toBeGreaterThan(20)
  for (const job of jobs) {
    // Without scripts and navigation, for the page is whole as it comes from the server.
    const html = await (await request.get(`/jobs/${job.job_id}`)).text()
    const { fields, raw } = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'text/html')
      const terms = [...parsed.querySelectorAll('dt[title]')]
      return {
        fields: terms.map((term): [string, string] => [
          term.getAttribute('title') ?? '',
          term.nextElementSibling?.textContent ?? '',
        ]),
        raw: parsed.querySelector('[popover] pre')?.textContent ?? '',
      }
    }, html)
    expect(JSON.parse(raw)).toEqual(job)
    for (const [name, value] of [
      ...Object.entries(job),
      ...Object.entries(Object(job.hyper_parameters) as Job),
    ]) {
      if (name === 'hyper_parameters') continue
      const shown = fields.filter(([title]) => title === name).map(([, text]) => squeeze(text))
      const wanted = name === 'usage' ? [toNumber(Number(value))] : toLeaves(value)
      expect(shown, `${job.job_id} ${name}`).not.toEqual([])
      for (const leaf of wanted) expect(shown.join('\n'), `${job.job_id} ${name}`).toContain(squeeze(leaf))
    }
  }
})

test('hostile names are text', async ({ jobsPage, jobPage, account }) => {
  const job = account.jobs().find(({ job_name }) => String(job_name).includes('<script>'))
  await jobsPage.open(`q=${job?.job_id}`)
  await expect(jobsPage.row(job?.job_id ?? '')).toContainText(String(job?.job_name))
  await jobPage.open(job?.job_id ?? '')
  await expect(jobPage.heading).toHaveText(String(job?.job_name))
})

test('learns why a job failed and what to do', async ({ page, jobPage, account }) => {
  const job = account.jobs().find(({ status, code }) => status === 'FAILED' && code === 'InvalidParameter')
  const { meaning, action } = toErrorWords('InvalidParameter')
  await jobPage.open(job?.job_id ?? '')
  await expect(page).toHaveTitle(new RegExp(t('status.FAILED')))
  await expect(jobPage.badge).toHaveText(t('status.FAILED'))
  await expect(jobPage.end).toContainText(t('job.end.failed'))
  for (const words of ['InvalidParameter', String(job?.message), meaning, action])
    await expect(jobPage.end).toContainText(words)
})

test('an unknown code is shown as it came, without a judgement', async ({ jobPage, account }) => {
  const job = account.jobs().find(({ status, code }) => status === 'CANCELED' && code === '1')
  await jobPage.open(job?.job_id ?? '')
  await expect(jobPage.end).toContainText(t('job.end.other'))
  await expect(jobPage.end).toContainText(t('job.end.unknownCode'))
  await expect(jobPage.end).not.toContainText(t('job.end.failed'))
})

test('opens the raw JSON, and goes back to the list', async ({ page, jobPage, account }) => {
  const [job] = account.jobs()
  await jobPage.open(job?.job_id ?? '')
  await expect(jobPage.raw).toHaveCount(0)
  await jobPage.openRaw.click()
  expect(JSON.parse((await jobPage.raw.textContent()) ?? '')).toEqual(job)
  await page.getByRole('button', { name: t('common.close') }).click()
  await expect(jobPage.raw).toHaveCount(0)
  await page
    .getByRole('navigation', { name: t('job.breadcrumb') })
    .getByRole('link')
    .click()
  await expect(page).toHaveURL('/')
})

test.describe('a job that is not there', () => {
  test.use({ provoked: [404] })

  test('is not found, and the page says what to check', async ({ page, request }) => {
    expect((await request.get('/jobs/ft-000000000000-none')).status()).toBe(404)
    await page.goto('/jobs/ft-000000000000-none')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('states.jobNotFound'))
    await expect(page.getByText(t('states.jobNotFoundNote'))).toBeVisible()
    await page.getByRole('link', { name: t('states.toJobs') }).click()
    await expect(page).toHaveURL('/')
  })

  test('a page that is not there is not found either', async ({ page, request }) => {
    expect((await request.get('/no/such/page')).status()).toBe(404)
    await page.goto('/no/such/page')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('states.notFound'))
  })
})

test('a job created after the last sweep is asked for upstream', { tag: '@full' }, async ({
  jobPage,
  launch,
}) => {
  const { board, account } = await launch({
    account: { jobs: 10 },
    env: { REFRESH_SECONDS: '3600', SWEEP_SECONDS: '36000' },
  })
  const { job_id } = account.add({ job_name: 'newer than the mirror' })
  await jobPage.open(job_id, board.url)
  await expect(jobPage.heading).toHaveText('newer than the mirror')
})
