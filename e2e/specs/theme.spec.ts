import { expect, test } from '../test'
import { t } from '../words'

/** How light the page is, 0 to 255. */
const toLightness = () =>
  Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0] ?? Number.NaN)

test('goes with the system until told otherwise, and keeps the choice', async ({ page, jobsPage }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await jobsPage.open('status=FAILED')
  expect(await page.evaluate(toLightness)).toBeLessThan(50)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await page.evaluate(toLightness)).toBeGreaterThan(200)
  await page.getByRole('button', { name: t('header.preferences') }).click()
  await page.getByRole('button', { name: t('header.theme.dark'), exact: true }).click()
  await expect(page).toHaveURL('/?status=FAILED')
  await expect.poll(() => page.evaluate(toLightness)).toBeLessThan(50)
  await page.goto('/')
  expect(await page.evaluate(toLightness)).toBeLessThan(50)
})

test('a form from elsewhere changes nothing', async ({ request, board }) => {
  const form = { theme: 'dark' }
  const options = { form, maxRedirects: 0 }
  const own = await request.post('/preferences', { ...options, headers: { origin: board.url } })
  expect(own.status()).toBe(303)
  const foreign = await request.post('/preferences', {
    ...options,
    headers: { origin: 'https://evil.example' },
  })
  expect(foreign.status()).toBe(403)
  expect(foreign.headers()['set-cookie']).toBeUndefined()
})
