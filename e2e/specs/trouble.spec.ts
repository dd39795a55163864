import { askJobs } from '../api'
import { expect, startOver, test, waitUntilWhole } from '../test'
import { t, toErrorWords } from '../words'

const THEIR_ID = '5f0e7c1a-their-request'

test.describe('without old data', () => {
  test.use({ provoked: [401, 429, 502, 503] })

  for (const [what, fault, code] of [
    ['a refused key', null, 'InvalidApiKey'],
    ['a throttled account', { kind: 'status', status: 429, retryAfter: 2 }, 'Throttling'],
    ['DashScope out of reach', { kind: 'reset' }, 'Unreachable'],
  ] as const) {
    const inFull = { tag: code === 'Throttling' ? [] : ['@full'] }
    test(
      `${what}: the page explains, says what to do and whose request it was`,
      inFull,
      async ({ page, launch }) => {
        const { board } = await launch({
          account: { jobs: 10 },
          prepare: (account) => {
            if (fault) account.fault(fault.kind === 'status' ? { ...fault, request_id: THEIR_ID } : fault)
          },
          env: fault ? {} : { DASHSCOPE_API_KEY: 'sk-of-somebody-else-0123456789' },
          whole: false,
        })
        const readiness = async () =>
          ((await (await fetch(`${board.url}/api/ready`)).json()) as Error).message
        await expect.poll(readiness).toContain(code)
        await page.goto(board.url)
        const main = page.getByRole('main')
        const { meaning, action } = toErrorWords(code)
        await expect(page.getByRole('heading', { name: t('states.failed') })).toBeVisible()
        await expect(main).toContainText(meaning)
        await expect(main).toContainText(action)
        await expect(main).toContainText(code)
        if (fault?.kind === 'status')
          await expect(main).toContainText(t('states.theirRequestId', { id: THEIR_ID }))
        await expect(main).not.toContainText(t('jobs.empty.account'))
        await expect(page.getByRole('link', { name: t('states.again') })).toBeVisible()
      },
    )
  }

  test('a throttled account comes back by itself', { tag: '@full' }, async ({ page, jobsPage, launch }) => {
    const { board, account } = await launch({
      account: { jobs: 10 },
      prepare: (account) => account.fault({ kind: 'status', status: 429, retryAfter: 1 }),
      whole: false,
    })
    await page.goto(board.url)
    await expect(page.getByRole('main').getByRole('link', { name: t('states.again') })).toBeVisible()
    account.fault(null)
    await expect(jobsPage.table).toBeVisible({ timeout: 30_000 })
    expect(await jobsPage.ids()).toHaveLength(10)
  })
})

for (const [what, fault, code] of [
  ['a key that is refused from now on', { kind: 'status', status: 401 }, 'InvalidApiKey'],
  ['throttling', { kind: 'status', status: 429, retryAfter: 60 }, 'Throttling'],
  ['a service that fails', { kind: 'status', status: 503 }, 'ServiceUnavailable'],
  ['a gateway that answers in HTML', { kind: 'html' }, null],
] as const) {
  const inFull = { tag: code === 'InvalidApiKey' ? [] : ['@full'] }
  test(
    `${what}: old rows stay, marked as stale, with the reason`,
    inFull,
    async ({ page, jobsPage, launch }) => {
      const { board, account } = await launch({ account: { jobs: 10 } })
      await jobsPage.open('', board.url)
      const before = await jobsPage.ids()
      account.fault(fault.kind === 'status' ? { ...fault, request_id: THEIR_ID } : fault)
      const alert = page.getByRole('alert').filter({ hasText: /\S/ })
      await expect(alert).toBeVisible({ timeout: 30_000 })
      await expect(page.getByRole('banner')).toContainText(t('header.stale'))
      if (code) {
        const { meaning, action } = toErrorWords(code)
        for (const words of [code, meaning, action, t('states.theirRequestId', { id: THEIR_ID })])
          await expect(alert).toContainText(words)
      }
      expect(await jobsPage.ids()).toEqual(before)
      await page.reload()
      await expect(alert).toBeVisible()
      expect(await jobsPage.ids()).toEqual(before)
      await expect(jobsPage.figure('jobs.totals.jobs')).toHaveText('10')
    },
  )
}

test('DashScope out of reach: old rows and old jobs stay, and all is well once it is back', async ({
  page,
  jobsPage,
  jobPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 10 } })
  await jobsPage.open('', board.url)
  const before = await jobsPage.ids()
  account.fault({ kind: 'reset' })
  const stale = page.getByRole('banner').getByText(t('header.stale'))
  await expect(stale).toBeVisible({ timeout: 30_000 })
  await jobPage.open(before[0] ?? '', board.url)
  await expect(jobPage.heading).toBeVisible()
  await jobsPage.open('', board.url)
  expect(await jobsPage.ids()).toEqual(before)
  account.fault(null)
  await expect(stale).toHaveCount(0, { timeout: 40_000 })
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0)
  expect((await askJobs(board.url)).mirror).toMatchObject({ stale: false, complete: true })
})

test(
  'a restart while DashScope is out of reach shows what was there',
  { tag: '@full' },
  async ({ jobsPage, launch }, info) => {
    const DATABASE_URL = `file:${info.outputPath('kept.db')}`
    const { board, account } = await launch({ account: { jobs: 30 }, env: { DATABASE_URL } })
    expect(await board.stop()).toBe(0)
    account.fault({ kind: 'reset' })
    const again = await startOver(account, { DATABASE_URL })
    await waitUntilWhole(again)
    await jobsPage.open('', again.url)
    expect(await jobsPage.ids()).toEqual(account.jobs().map(({ job_id }) => job_id))
    const alert = jobsPage.page.getByRole('alert').filter({ hasText: toErrorWords('Unreachable').meaning })
    await expect(alert).toBeVisible({ timeout: 30_000 })
    // The data are of some time, and that is said.
    await expect(alert).toContainText(t('states.stale', { since: '' }).replace(/\W+$/, ''))
    await jobsPage.page.goto('about:blank')
    expect(await again.stop()).toBe(0)
  },
)

test.describe('the board away', () => {
  test('the page keeps its rows, says so, and goes on once the board is back', async ({
    page,
    jobsPage,
    launch,
    watched,
  }) => {
    const { board, account } = await launch({ account: { jobs: 10 } })
    await jobsPage.open('', board.url)
    const before = await jobsPage.ids()
    watched.isAway = true
    expect(await board.stop()).toBe(0)
    const note = page.getByRole('alert').filter({ hasText: t('states.tabBehind') })
    await expect(note).toBeVisible({ timeout: 30_000 })
    expect(await jobsPage.ids()).toEqual(before)
    const again = await startOver(account, { PORT: new URL(board.url).port })
    await waitUntilWhole(again)
    await expect(note).toHaveCount(0, { timeout: 30_000 })
    expect(await jobsPage.ids()).toEqual(before)
    await again.stop()
  })
})
