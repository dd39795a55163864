import { boardOrigins } from '../board'
import { NGINX, startNginx } from '../nginx'
import { isInteractive } from '../pages/is-interactive'
import { JobsPage } from '../pages/jobs-page'
import { expect, startOver, test } from '../test'
import { t } from '../words'

test.use({ ownContext: true, provoked: [404] })

const BASE = '/tuneboard'
const PASSWORD = 'correct horse battery staple'

test('at a path of a site behind nginx nothing leads beside it', async ({ account, page }) => {
  test.skip(!NGINX, 'nginx is not installed here')
  const board = await startOver(account, {
    BASE_PATH: BASE,
    TRUSTED_PROXIES: '127.0.0.1',
    AUTH_PASSWORD: PASSWORD,
  })
  const nginx = await startNginx('nginx-sub-path.conf', new URL(board.url).port)
  const origin = `http://127.0.0.1:${nginx.ports[0]}`
  const home = `${origin}${BASE}/`
  boardOrigins.add(origin)
  await expect.poll(async () => (await fetch(`${board.url}${BASE}/api/ready`)).status).toBe(200)

  const beside: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) beside.push(request.url())
  })
  const jobsPage = new JobsPage(page, BASE)

  await test.step('sign in, at the page that was asked for', async () => {
    await page.goto(`${home}usage`)
    await expect(page).toHaveURL(`${home}sign-in?to=%2Fusage`)
    await page.getByLabel(t('signIn.password')).fill(PASSWORD)
    await page.getByRole('button', { name: t('signIn.submit') }).click()
    await expect(page).toHaveURL(`${home}usage`)
    const cookies = await page.context().cookies(home)
    expect(cookies.find(({ name }) => name === 'tuneboard-session')).toMatchObject({ path: BASE })
    expect(await page.context().cookies(`${origin}/other`)).toEqual([])
  })

  await test.step('filter, a job, back, reload, another page', async () => {
    await isInteractive(jobsPage.search)
    const pages = page.getByRole('navigation', { name: t('header.pages') })
    await pages.getByRole('link', { name: t('header.jobs') }).click()
    await expect(page).toHaveURL(home)
    await expect(pages.first().locator('[aria-current=page]')).toHaveText(t('header.jobs'))
    await jobsPage.filter('jobs.filter.status').click()
    await jobsPage.box('status', 'FAILED').click()
    await expect(page).toHaveURL(`${home}?status=FAILED`)
    await page.keyboard.press('Escape')
    // The rows of before may still stand there.
    await expect(page.locator('td.status', { hasNotText: t('status.FAILED') })).toHaveCount(0)
    const [job_id = ''] = await jobsPage.ids()
    await jobsPage.row(job_id).getByRole('link').first().click()
    await expect(page).toHaveURL(`${home}jobs/${job_id}`)
    const trail = page.getByRole('navigation', { name: t('job.breadcrumb') })
    await expect(trail).toBeVisible()
    await page.goBack()
    await expect(page).toHaveURL(`${home}?status=FAILED`)
    await expect(jobsPage.row(job_id)).toBeVisible()
    await page.reload()
    await isInteractive(jobsPage.search)
    await expect(jobsPage.row(job_id)).toBeVisible()
    await jobsPage.row(job_id).getByRole('link').first().click()
    await page
      .getByRole('navigation', { name: t('job.breadcrumb') })
      .getByRole('link')
      .click()
    await expect(page).toHaveURL(`${home}?status=FAILED`)
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await expect(page).toHaveURL(`${home}usage`)
  })

  await test.step('forms, the palette, asking DashScope', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: t('jobs.columns') }).click()
    await expect(page).toHaveURL(`${home}columns`)
    await page.goto(home)
    await isInteractive(jobsPage.search)
    const asked = page.waitForResponse((response) => response.url().includes('refresh=true'))
    await page.getByRole('link', { name: t('header.refresh') }).click()
    expect((await asked).status()).toBe(200)
    await page.goto(`${home}?refresh=true`)
    await expect(page).toHaveURL(home)
  })

  await test.step('every link and file of each page', async () => {
    const [job_id = ''] = await jobsPage.ids()
    const pages = [
      '',
      'usage',
      'mirror',
      'columns',
      'views',
      'docs/api',
      `jobs/${job_id}`,
      'compare',
      'sign-out',
    ]
    for (const path of pages) {
      const html = await (await page.request.get(home + path)).text()
      const led = [...html.matchAll(/ (?:href|action|src|formaction)="(\/[^"]*)"/gi)].map(([, to = '']) => to)
      expect(led.length).toBeGreaterThan(3)
      expect(led.filter((to) => !to.startsWith(`${BASE}/`))).toEqual([])
    }
    await page.goto(`${home}nothing`)
    await page.getByRole('main').getByRole('link').first().click()
    await expect(page).toHaveURL(home)
  })

  await test.step('programs', async () => {
    const get = async (path: string) => {
      const answer = await page.request.get(origin + path, { maxRedirects: 0 })
      return { status: answer.status(), headers: answer.headers(), text: await answer.text() }
    }
    const list = await get(`${BASE}/api/v1/fine-tunes?status=FAILED&page_size=1`)
    expect(JSON.parse(list.text).output.jobs).toHaveLength(1)
    expect((await get(`${BASE}/feed.atom`)).text).toContain(`href="${home}jobs/`)
    expect((await get(`${BASE}/api/openapi.json`)).text).toContain(`"url":"${BASE}/"`)
    for (const path of ['metrics', 'api/health', 'badge.svg', 'icon.svg', 'favicon.ico'])
      expect((await get(`${BASE}/${path}`)).status).toBe(200)
    expect((await get(BASE)).headers.location).toMatch(/\/tuneboard\/$/)
    const direct = await fetch(board.url, { headers: { accept: 'text/html', 'x-forwarded-for': '10.0.0.1' } })
    expect(direct.status).toBe(404)
    expect(await direct.text()).toContain(`${BASE}/`)
  })

  await test.step('over TLS, as a proxy tells, cookies keep to the path', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' }
    const form = { method: 'POST', redirect: 'manual', headers } as const
    const body = new URLSearchParams({ password: PASSWORD, to: '/mirror' })
    const entered = await fetch(`${board.url}${BASE}/sign-in`, { ...form, body })
    expect(entered.headers.get('location')).toBe(`${BASE}/mirror`)
    for (const cookie of entered.headers.getSetCookie())
      expect(cookie).toMatch(/^__Secure-tuneboard-\w+=[^;]+; Path=\/tuneboard; .*Secure$/)
  })

  expect(beside).toEqual([])
  await page.close()
  await nginx.stop()
  expect(await board.stop()).toBe(0)
})
