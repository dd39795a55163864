import type { Page } from '@playwright/test'
import { expectAccessible } from '../expect-accessible'
import { LOOKS } from '../looks'
import { expect, test } from '../test'

const LANGUAGES = ['en-XA', 'zh-Hans', 'zh-Hant'] as const

/** Names and data that may stand in a page of the pseudo-language as they are. */
const DATA =
  'h1 + p, [name=zone], #search-help dt, bdi, code, pre, kbd, time, td, dd, option, svg, .chosen, .choice, [lang]:not(html), [data-copy], .font-mono, th[scope=row], ul.text-aside li'

/** Texts of a page of the pseudo-language that came from no catalogue. */
function findUntranslated(page: Page): Promise<string[]> {
  return page.evaluate((data) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const left: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || parent.closest(`script, style, ${data}`)) continue
      const own = (node.textContent ?? '')
        .replace(/\[[^\]]*\]/g, '')
        .replace(
          /\d+ (s|min|h|d|mo|y)( ago)?|\bnow\b|Tuneboard|DashScope|UTC[+-]?\d*|Asia\/Shanghai|[a-z]+(_[a-z]+)+|127\.0\.0\.1:\d+/g,
          '',
        )
      if (/[A-Za-z]{3}/.test(own)) left.push(own.trim())
    }
    return left
  }, DATA)
}

test.skip(!process.env.FULL, 'the full run looks at every language')

test.use({ ownContext: true, provoked: [404] })

for (const language of LANGUAGES)
  test(`every page speaks ${language}, fits its screen and is accessible`, async ({
    launch,
    openOther,
    watched: _,
  }) => {
    test.setTimeout(900_000)
    const { account, board } = await launch({
      account: { jobs: 60 },
      env: { TUNEBOARD_PSEUDO_LANGUAGE: 'true' },
    })
    const [first, second] = account.jobs()
    const failed = account.jobs().find(({ status }) => status === 'FAILED')
    const pages = [
      '/?page_size=10',
      '/?status=FAILED&q=nothing-has-this&created_from=-30d',
      '/?columns=job_name,hp.learning_rate,end_time&sort=hp.learning_rate&page_size=10&page_no=x',
      `/jobs/${failed?.job_id}`,
      `/compare?job=${first?.job_id}&job=${second?.job_id}`,
      '/compare',
      '/usage?group_by=month,model',
      '/columns',
      '/views?status=FAILED',
      '/mirror',
      '/docs/api',
      '/jobs/ft-000000000000-none',
      '/nowhere',
    ]
    for (const { name, viewport, colorScheme, isMobile } of LOOKS) {
      const page = await openOther({ viewport, colorScheme, isMobile, reducedMotion: 'reduce' })
      await page.context().addCookies([{ name: 'language', value: language, url: board.url }])
      for (const path of pages) {
        await page.goto(board.url + path)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await test.step(`${path}, ${name}`, () => expectAccessible(page, expect.soft))
        if (language === 'en-XA') expect.soft(await findUntranslated(page), path).toEqual([])
      }
      await page.context().close()
    }
  })

test('what finds text that is left in code finds it', async ({ openOther }) => {
  const page = await openOther()
  await page.goto('/mirror')
  await page.evaluate(() => document.body.append('Left in code'))
  expect(await findUntranslated(page)).toContain('Left in code')
})
