import { count, sortIds, sumUsage, toCounted } from '../expected'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

for (const [name, label] of [
  ['model', 'jobs.filter.model'],
  ['status', 'jobs.filter.status'],
  ['training_type', 'jobs.filter.training_type'],
  ['creator', 'jobs.filter.creator'],
] as const) {
  const inFull = { tag: name === 'training_type' || name === 'creator' ? ['@full'] : [] }
  test(
    `narrows the list by ${name}, adds a second value, and takes the filter off`,
    inFull,
    async ({ page, jobsPage, account }) => {
      const jobs = account.jobs().map(toCounted)
      const counts = count(jobs, name)
      const [first = '', second = ''] = Object.keys(counts)
        .filter((value) => value !== '')
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
      const toMatching = (values: string[]) =>
        jobs.filter((job) =>
          values.some((value) => (name === 'model' ? job.models.includes(value) : job[name] === value)),
        )
      await jobsPage.open()
      await jobsPage.filter(label).click()
      expect(await jobsPage.counts(label)).toEqual(counts)

      await jobsPage.box(name, first).click()
      await expect(page).toHaveURL(`/?${name}=${first}`)
      const one = toMatching([first])
      await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(one.length))
      await expect
        .poll(() => jobsPage.ids())
        .toEqual(sortIds(one, ({ created }) => created, true).slice(0, 50))
      // Counted with the filter itself off, so that alternatives stay in sight.
      expect(await jobsPage.counts(label)).toEqual(counts)

      await jobsPage.box(name, second).click()
      const both = toMatching([first, second])
      await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(both.length))
      await expect(jobsPage.totals).toContainText(
        t('jobs.totals.tokensExact', { tokens: toNumber(sumUsage(both)) }),
      )

      await jobsPage.removeFilter(label).click()
      await expect(page).toHaveURL('/')
      await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(jobs.length))
      await expect(jobsPage.removeFilter(label)).toHaveCount(0)
    },
  )
}

test('counts the other facets within what a filter left', async ({ jobsPage, account }) => {
  const failed = account
    .jobs()
    .map(toCounted)
    .filter(({ status }) => status === 'FAILED')
  await jobsPage.open('status=FAILED')
  for (const [name, label] of [
    ['model', 'jobs.filter.model'],
    ['creator', 'jobs.filter.creator'],
    ['training_type', 'jobs.filter.training_type'],
  ] as const) {
    await jobsPage.filter(label).click()
    expect(await jobsPage.counts(label)).toEqual(count(failed, name))
  }
})

test('chooses a range of days in Beijing, both included', { tag: '@full' }, async ({
  page,
  jobsPage,
  account,
}) => {
  const [from, to] = ['2026-01-05', '2026-01-09']
  const jobs = account
    .jobs()
    .map(toCounted)
    .filter(({ raw }) => {
      const day = String(raw.create_time ?? raw.gmt_create).slice(0, 10)
      return day >= from && day <= to
    })
  expect(jobs.length).toBeGreaterThan(3)
  await jobsPage.open()
  await jobsPage.filter('jobs.filter.created').click()
  await page.getByLabel(t('jobs.created.created_from'), { exact: true }).fill(from)
  await page.getByLabel(t('jobs.created.created_to'), { exact: true }).fill(to)
  await page.getByRole('button', { name: t('jobs.created.apply') }).click()
  await expect(page).toHaveURL(`/?created_from=${from}&created_to=${to}`)
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(jobs.length))
  await jobsPage.removeFilter('jobs.filter.created').click()
  await expect(page).toHaveURL('/')
})

test('chooses "last 7 days", which a link keeps alive', { tag: '@full' }, async ({
  page,
  jobsPage,
  launch,
}) => {
  const day = 86_400_000
  const { board, account } = await launch({
    account: { jobs: 5, clock: () => Date.now() - 30 * day },
    prepare: (account) => {
      for (const days of [0, 3, 6, 9])
        account.add({
          job_name: `${days} days old`,
          create_time: new Date(Date.now() + 8 * 3_600_000 - days * day)
            .toISOString()
            .slice(0, 19)
            .replace('T', ' '),
        })
    },
  })
  expect(account.jobs()).toHaveLength(9)
  await jobsPage.open('', board.url)
  await jobsPage.filter('jobs.filter.created').click()
  await page.getByRole('link', { name: t('jobs.created.-7d') }).click()
  await expect(page).toHaveURL(`${board.url}/?created_from=-7d`)
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('3')
  await expect(jobsPage.table).toContainText('6 days old')
  await expect(jobsPage.table).not.toContainText('9 days old')
})

test('two quick choices both count', async ({ page, jobsPage }) => {
  await jobsPage.open()
  await jobsPage.filter('jobs.filter.status').click()
  await page.evaluate(() => {
    for (const value of ['FAILED', 'CANCELED'])
      document.querySelector<HTMLInputElement>(`input[name=status][value=${value}]`)?.click()
  })
  await expect(page).toHaveURL('/?status=CANCELED&status=FAILED')
  for (const value of ['FAILED', 'CANCELED']) await expect(jobsPage.box('status', value)).toBeChecked()
})

test('what is chosen before the scripts are there counts', async ({ page, jobsPage }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/\/_next\/static\/.*\.js$/, async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/?page_size=10', { waitUntil: 'commit' })
  await jobsPage.filter('jobs.filter.status').click()
  await jobsPage.box('status', 'FAILED').check()
  await jobsPage.search.fill('qwen')
  release()
  await expect(page).toHaveURL('/?status=FAILED&q=qwen&page_size=10')
  await expect(jobsPage.box('status', 'FAILED')).toBeChecked()
  await expect(jobsPage.search).toHaveValue('qwen')
})

test('puts filters together and clears them all', async ({ page, jobsPage, account }) => {
  const jobs = account
    .jobs()
    .map(toCounted)
    .filter((job) => job.status === 'FAILED' && job.models.includes('qwen3-8b'))
  await jobsPage.open('model=qwen3-8b&status=FAILED&sort=-usage&page_size=10')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(jobs.length))
  await jobsPage.clear.click()
  await expect(page).toHaveURL('/?sort=-usage&page_size=10')
  await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText(toNumber(account.jobs().length))
})

test('follows a figure of the totals to the jobs behind it', async ({ page, jobsPage, account }) => {
  await jobsPage.open()
  await jobsPage.figure('jobs.totals.running').click()
  await expect(page).toHaveURL('/?status=RUNNING')
  const running = account.jobs().filter(({ status }) => status === 'RUNNING')
  await expect.poll(() => jobsPage.ids()).toEqual(running.map(({ job_id }) => job_id))
})
