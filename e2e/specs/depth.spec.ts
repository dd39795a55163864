import { toIdTail } from '../../lib/jobs/job-ref'
import { expectAccessible } from '../expect-accessible'
import { toCounted } from '../expected'
import { expect, test } from '../test'
import { t } from '../words'

/** A time as DashScope writes it. */
const toBeijing = (time: number) =>
  new Date(time + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** A succeeded job whose log is long enough for curves of every kind. */
function pickTrained(jobs: readonly { [field: string]: unknown }[]): string {
  const job = jobs.find(
    ({ status, training_type, base_model }) =>
      status === 'SUCCEEDED' && training_type === 'sft' && base_model === 'qwen3-14b',
  )
  return String(job?.job_id)
}

test('reads exact values of a curve by keyboard, and finds lines of the log', async ({
  page,
  jobPage,
  account,
}) => {
  const job_id = pickTrained(account.jobs())
  await jobPage.open(job_id)
  const name = t('curves.name', { title: t('curves.loss'), x: t('curves.x.epoch') })
  await expect(page.getByRole('img', { name })).toBeVisible()
  const probe = page.getByRole('slider', { name })
  await probe.focus()
  // A key that is pressed before the scripts have run does nothing.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(probe).toHaveAttribute('aria-valuetext', new RegExp(`${t('curves.series.loss')} \\d`), {
      timeout: 1_000,
    })
  }).toPass()
  await page.keyboard.press('ArrowLeft')
  await expect(probe).toHaveAttribute('aria-valuetext', new RegExp(t('curves.x.epoch')))

  await page.getByRole('link', { name: t('curves.x.step'), exact: true }).click()
  await expect(page).toHaveURL(`/jobs/${job_id}?x=step`)
  await page.getByRole('searchbox', { name: t('log.search') }).fill('ft_complete')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/x=step&find=ft_complete/)
  await expect(page.locator('.log-line')).toHaveCount(1)
  await expect(page.locator('.log-line mark')).toHaveText('FT_COMPLETE')
  await expectAccessible(page)
})

test('a keyboard gets past a log in two steps', async ({ page, jobPage, account }) => {
  await jobPage.open(pickTrained(account.jobs()))
  await page.getByRole('link', { name: t('log.download') }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: t('log.skip') })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const isBehind = () =>
    document.getElementById('after-logs')?.compareDocumentPosition(document.activeElement ?? document) ===
    Node.DOCUMENT_POSITION_FOLLOWING
  expect(await page.evaluate(isBehind)).toBe(true)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, ownContext: true })

  test('a job shows its curves, numbers, log and checkpoints', async ({
    page,
    jobPage,
    account,
    request,
  }) => {
    const job_id = pickTrained(account.jobs())
    await jobPage.open(job_id)
    await expect(page.getByRole('img', { name: new RegExp(t('curves.loss')) })).toBeVisible()
    await page
      .getByRole('link', { name: t('curves.numbers') })
      .first()
      .click()
    await expect(page).toHaveURL(`/jobs/${job_id}?numbers=true#curves-loss`)
    await expect(page.getByRole('table').first().getByRole('row').nth(3)).toBeVisible()
    await page.getByRole('link', { name: t('curves.scale.log'), exact: true }).click()
    await expect(page).toHaveURL(`/jobs/${job_id}?scale=log&numbers=true`)
    await page
      .getByRole('link', { name: t('curves.numbersHidden') })
      .first()
      .click()
    await expect(page).toHaveURL(`/jobs/${job_id}?scale=log#curves-loss`)
    await expect(page.locator('#L1')).toBeVisible()
    await expect(page.locator('.log-line .ansi-3')).toHaveText('WARNING')
    await expect(page.getByRole('heading', { name: t('checkpoints.title'), exact: true })).toBeVisible()
    const text = await (await request.get(`/jobs/${job_id}/log.txt`)).text()
    expect(text).toContain('##FT_COMPLETE##')
    expect(text).not.toContain('\u001b')
  })

  test('jobs are chosen in the table and compared', async ({ page, jobsPage }) => {
    await page.goto('/?status=SUCCEEDED&page_size=10')
    const ids = (await jobsPage.ids()).slice(0, 3)
    for (const id of ids) await jobsPage.row(id).getByRole('checkbox').check()
    await page.getByRole('button', { name: t('jobs.compare') }).click()
    await expect(page).toHaveURL(`/compare?${ids.map((id) => `job=${id}`).join('&')}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('compare.title', { count: 3 }))
    const table = page.getByRole('table', { name: t('compare.table') })
    const all = await table.getByRole('row').count()
    await page.getByRole('link', { name: t('compare.differences') }).click()
    await expect(page).toHaveURL(/&differences=true$/)
    expect(await table.getByRole('row').count()).toBeLessThan(all)
    await table
      .getByRole('link', { name: new RegExp(t('compare.pin')) })
      .last()
      .click()
    await expect(page).toHaveURL(new RegExp(`&baseline=${ids[2]}&differences=true$`))
  })

  test('jobs of one name are told apart, beside each other and where they are chosen', async ({
    page,
    account,
  }) => {
    // Of other models than the tests below, which go by the logs that somebody has looked at.
    const jobs = account
      .jobs()
      .filter(({ status, base_model }) => status === 'SUCCEEDED' && base_model !== 'qwen3-14b')
    const [first, second] =
      jobs.flatMap((job) => {
        const twin = jobs.find(({ job_id, job_name }) => job_name === job.job_name && job_id !== job.job_id)
        return twin ? [[job, twin]] : []
      })[0] ?? []
    const ids = [String(first?.job_id), String(second?.job_id)]
    const names = ids.map((id) => `${first?.job_name} (${toIdTail(id)})`)
    await page.goto(`/compare?job=${ids[0]}&job=${ids[1]}`)
    await expect(page.getByText(t('compare.baselineIs', { name: names[0] ?? '' }))).toBeVisible()
    for (const name of names) await expect(page.locator('figcaption').getByText(name)).toBeVisible()
    const csv = await page.getByText(t('compare.csv')).getAttribute('data-copy')
    for (const name of names) expect(csv?.split('\r\n')[0]).toContain(name)

    await page.goto(`/compare?job=${ids[0]}`)
    const box = page.getByRole('checkbox', { name: toIdTail(ids[0] ?? '') })
    await expect(box).toHaveValue(ids[0] ?? '')
    await expect(page.getByRole('listitem').filter({ has: box }).locator('time')).toBeVisible()
  })

  test('a form with fewer than two ticks says what it takes, and keeps what it was', async ({
    page,
    launch,
  }) => {
    const { account, board } = await launch()
    const jobs = account.jobs().filter(({ model }) => model === 'qwen3-14b')
    const about = jobs.find(({ status }) => status === 'FAILED')?.job_id ?? ''
    const done = jobs.filter(({ status }) => status === 'SUCCEEDED').slice(0, 4)
    for (const { job_id } of done) await fetch(`${board.url}/api/v1/fine-tunes/${job_id}/metrics`)
    const boxes = page.getByRole('checkbox')
    const ticked = page.getByRole('checkbox', { checked: true })
    const compare = page.getByRole('button', { name: t('jobs.compare') })
    const values = () => boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value))

    // Once the list knows what their logs came to.
    await expect(async () => {
      await page.goto(`${board.url}/compare?job=${about}`)
      await expect(boxes).toHaveCount(done.length + 1, { timeout: 1_000 })
    }).toPass()
    await expect(page.getByText(t('compare.tick'))).toHaveCount(0)
    const offered = await values()
    const other = offered[1] ?? ''
    await boxes.first().uncheck()
    await compare.click()
    await expect(page.getByText(t('compare.tick'))).toBeVisible()
    expect(await values()).toEqual(offered)
    await expect(ticked).toHaveCount(1)
    await expect(ticked).toHaveValue(other)
    await ticked.uncheck()
    await compare.click()
    await expect(page.getByText(t('compare.tick'))).toBeVisible()
    expect(await values()).toEqual(offered)
    await expect(ticked).toHaveCount(0)
    await boxes.first().check()
    await boxes.nth(1).check()
    await compare.click()
    await expect(page).toHaveURL(`${board.url}/compare?job=${about}&job=${other}`)

    await page.goto(`${board.url}/compare?model=qwen3-14b&status=SUCCEEDED`)
    const best = await values()
    await boxes.nth(1).uncheck()
    await compare.click()
    await expect(page.getByText(t('compare.tick'))).toBeVisible()
    expect(await values()).toEqual(best)
    await expect(ticked).toHaveValue(best[0] ?? '')
    await boxes.nth(2).check()
    await compare.click()
    await expect(page).toHaveURL(`${board.url}/compare?job=${best[0]}&job=${best[2]}`)
  })

  test('an address that cannot be compared is explained', async ({ page, account }) => {
    const [job] = account.jobs()
    const response = await page.goto(`/compare?job=${job?.job_id}&job=%3Cb%3E&job=ft-none&differences=7`)
    expect(response?.status()).toBe(200)
    await expect(page.getByText(t('compare.leftOut.id', { id: '<b>' }))).toBeVisible()
    await expect(page.getByText(t('compare.leftOut.unknown', { id: 'ft-none' }))).toBeVisible()
    await page.goto('/compare?job=ft-none')
    await expect(page.getByText(t('compare.fewNote'))).toBeVisible()
  })

  test('values that cannot be read are named, on a job and a comparison', async ({ page, account }) => {
    const [first, second] = account.jobs().map(({ job_id }) => job_id)
    const trained = pickTrained(account.jobs())
    const setAside = page.getByRole('alert').filter({ hasText: t('parameters.setAside') })
    const named = async (path: string, names: readonly string[]) => {
      expect((await page.goto(path))?.status()).toBe(200)
      for (const name of names) await expect(setAside).toContainText(`${name} got “bogus”`)
    }
    const chart = 'x=bogus&scale=bogus&smooth=bogus'
    await named(`/jobs/${first}?${chart}&log=bogus`, ['x', 'scale', 'smooth', 'log'])
    const compared = `/compare?job=${trained}&job=${trained === first ? second : first}`
    await named(`${compared}&${chart}&baseline=bogus&differences=bogus&curve=bogus`, [
      'x',
      'scale',
      'smooth',
      'baseline',
      'differences',
      'curve',
    ])
    await named('/compare?created_from=bogus', ['created_from'])
    await page.goto(`${compared}&x=step&scale=log&smooth=0&baseline=${trained}&differences=true`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('compare.title', { count: 2 }))
    await expect(setAside).toHaveCount(0)
  })

  test('a job is compared with others of its base model', async ({ page, account, board }) => {
    const jobs = account.jobs().filter(({ model }) => model === 'qwen3-14b')
    const failed = jobs.find(({ status }) => status === 'FAILED')
    // What a job's log came to is known once somebody has looked at it.
    for (const { job_id, status } of jobs.slice(0, 20))
      if (status === 'SUCCEEDED') await fetch(`${board.url}/api/v1/fine-tunes/${job_id}/metrics`)
    await page.goto(`/jobs/${failed?.job_id}`)
    await page.getByRole('link', { name: t('compare.short'), exact: true }).click()
    const ticked = page.getByRole('checkbox', { checked: true })
    await expect(ticked).toHaveCount(2)
    await expect(ticked.first()).toHaveValue(failed?.job_id ?? '')
    const [, best] = await ticked.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
    await page.getByRole('button', { name: t('jobs.compare') }).click()
    await expect(page).toHaveURL(`/compare?job=${failed?.job_id}&job=${best}`)
    await expect(page.getByRole('table', { name: t('compare.table') })).toBeVisible()
    const compared = account.jobs().map(toCounted)
    expect(compared.find(({ job_id }) => job_id === best)?.base_model).toBe('qwen3-14b')
  })
})

test('how far a running job is stands in its row once somebody has looked at its log', async ({
  page,
  jobsPage,
  jobPage,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 5, clock: Date.now } })
  const create_time = toBeijing(Date.now() - 33 * 60_000)
  const { job_id } = account.add({ status: 'RUNNING', create_time, hyper_parameters: { n_epochs: 3 } })
  await fetch(`${board.url}/api/v1/fine-tunes?refresh=true`)
  await jobsPage.open('', board.url)
  const row = jobsPage.row(job_id)
  await expect(row).toContainText(t('status.RUNNING'))
  await expect(row.getByRole('progressbar')).toHaveCount(0)
  await jobPage.open(job_id, board.url)
  await jobsPage.open('', board.url)
  account.resetCalls()
  const bar = row.getByRole('progressbar')
  await expect(bar).toBeVisible()
  // Half done after half an hour, and a last line that is a little late.
  const share = await bar.evaluate((element: HTMLProgressElement) => element.position)
  expect(share).toBeGreaterThan(0.45)
  expect(share).toBeLessThan(0.55)
  const left = t('jobs.totals.nextEnd', { time: '' })
  await expect(jobsPage.totals).toContainText(new RegExp(`${left}(29|3[0-3]) min`))
  await expectAccessible(page)
  account.update(job_id, { status: 'SUCCEEDED', end_time: toBeijing(Date.now()) })
  await expect(row).toContainText(t('status.SUCCEEDED'))
  await expect(bar).toHaveCount(0)
  await expect(jobsPage.totals).not.toContainText(left)
  // The list itself never asks for a log.
  expect(account.countCalls(`/fine-tunes/${job_id}/logs`)).toBe(0)
})

test('a job that ends while its page is open is shown as ended, with its whole log', async ({
  page,
  jobPage,
  launch,
}) => {
  const started = Date.now() - 60_000
  const { board, account } = await launch({ account: { jobs: 5, clock: Date.now } })
  const create_time = toBeijing(started)
  const { job_id } = account.add({ status: 'RUNNING', create_time, hyper_parameters: { n_epochs: 3 } })
  account.resetCalls()
  await jobPage.open(job_id, board.url)
  await expect(jobPage.badge).toHaveText(t('status.RUNNING'))
  await page.evaluate(() => Reflect.set(window, 'unloaded', false))
  const end_time = toBeijing(Date.now())
  account.update(job_id, { status: 'SUCCEEDED', end_time })
  await expect(jobPage.badge).toHaveText(t('status.SUCCEEDED'))
  // Its last lines came with its end: the page counts them all.
  const complete = async () => {
    const { output } = await (await fetch(`${board.url}/api/v1/fine-tunes/${job_id}/logs?line=1000`)).json()
    return output.logs.at(-1).includes('##FT_COMPLETE##') ? output.total : 0
  }
  await expect.poll(complete).toBeGreaterThan(0)
  const count = await complete()
  await expect(page.getByText(t('log.lines', { count, total: count }))).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(t('status.SUCCEEDED')))
  await expect(page.locator('link[rel=icon]').last()).toHaveAttribute('href', /succeeded/)
  expect(await page.evaluate(() => Reflect.get(window, 'unloaded'))).toBe(false)
  expect(account.countCalls(`/fine-tunes/${job_id}/logs`)).toBeLessThan(12)
})

test('a log of 20,000 lines scrolls through all of it, and eight jobs of 5,000 points are compared', async ({
  page,
  launch,
}) => {
  const { board, account } = await launch({ account: { jobs: 40 } })
  const ids = account
    .jobs()
    .filter(({ status, training_type }) => status === 'SUCCEEDED' && training_type !== 'reinforcement')
    .slice(0, 8)
    .map(({ job_id }) => job_id)
  for (const id of ids) account.logLines(id, 6000)
  account.logLines(ids[0] ?? '', 20_000)
  await page.goto(`${board.url}/jobs/${ids[0]}#L15000`)
  await expect(page.locator('.log-line.target')).toContainText('15000')
  expect(await page.locator('.log-line').count()).toBeLessThan(200)
  await page.goto(`${board.url}/jobs/${ids[1]}`, { waitUntil: 'networkidle' })
  await expect(page.locator('.log-box.virtual')).toHaveCount(0)
  await page.locator('#logs').scrollIntoViewIfNeeded()
  await expect(page.locator('.log-box.virtual .log-line').first()).toBeVisible()
  await page.goto(`${board.url}/jobs/${ids[1]}?log=3#logs`)
  await expect(page.locator('.log-box.virtual [data-index="400"]')).toBeInViewport()
  await expect(page.getByRole('navigation', { name: t('log.pages') })).toBeHidden()

  const path = `${board.url}/compare?${ids.map((id) => `job=${id}`).join('&')}`
  await expect
    .poll(async () => (await (await fetch(path)).text()).match(/class="series series-\d/g)?.length ?? 0, {
      timeout: 60_000,
    })
    .toBeGreaterThanOrEqual(16)
  await page.goto(path)
  await expect(page.locator('.plot .series path')).not.toHaveCount(0)
  const response = await fetch(path)
  expect((await response.text()).length).toBeLessThan(270_000)
  await expectAccessible(page)
})
