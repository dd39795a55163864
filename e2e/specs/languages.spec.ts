import { LOCALE_NAMES } from '../../lib/messages/locales'
import { expect, test } from '../test'
import { t, toWords } from '../words'

const { t: hans } = toWords('zh-Hans')
const { t: hant } = toWords('zh-Hant')

test.describe('a browser that speaks Chinese', () => {
  test.use({ ownContext: true, locale: 'zh-TW', javaScriptEnabled: false, provoked: [404] })

  test('is spoken to in its language until another is chosen, without scripts too', async ({
    page,
    account,
  }) => {
    await page.goto('/?status=FAILED')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(hant('jobs.title'))
    await page.getByRole('button', { name: hant('header.preferences') }).click()
    await page.getByRole('button', { name: LOCALE_NAMES['zh-Hans'].full }).click()
    await expect(page).toHaveURL('/?status=FAILED')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(hans('jobs.title'))
    const failed = account.jobs().find(({ status }) => status === 'FAILED')
    await page.goto(`/jobs/${failed?.job_id}`)
    await expect(page.getByText(hans('job.end.failed'))).toBeVisible()
    await page.goto('/nowhere')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(hans('states.notFound'))
    await page.getByRole('button', { name: hans('header.preferences') }).click()
    await page.getByRole('button', { name: LOCALE_NAMES.en.full }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('states.notFound'))
  })
})

test('says numbers and times as a Chinese reader expects, in the zone that was chosen', async ({
  page,
  jobsPage,
}) => {
  await jobsPage.open()
  const choose = async (name: string | RegExp) => {
    await page.getByRole('button', { name: /UTC/ }).click()
    await page.locator('#preferences').getByRole('button', { name }).click()
  }
  await choose(LOCALE_NAMES['zh-Hans'].full)
  const tokens = page.getByRole('link', { name: new RegExp(`^${hans('jobs.totals.tokens')}: `) })
  await expect(tokens).toHaveText(/^[\d.]+ (万|亿)$/)
  await expect(page.locator('time').first()).toHaveText(/^\d+ (秒|分钟|小时|天|个月)前$/)
  await choose(hans('header.times.exact'))
  await expect(page.locator('time').first()).toHaveText(/ UTC\+8$/)
  const beijing = (await page.locator('time').first().textContent()) ?? ''
  await choose(/America\/New York/)
  await expect(page.locator('time').first()).toHaveText(/ UTC-5$/)
  const there = (await page.locator('time').first().textContent()) ?? ''
  const toTime = (text: string) => Date.parse(text.replace(/ UTC([+-])(\d)$/, '$10$2:00').replace(' ', 'T'))
  expect(toTime(there)).toBe(toTime(beijing))
})
