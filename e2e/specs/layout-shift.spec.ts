import type { Page } from '@playwright/test'
import { startSlowWay } from '../slow-way'
import { expect, test } from '../test'
import { toWords } from '../words'

type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

/** Notes what moves without anybody's doing. */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = []
    Reflect.set(window, 'shifts', shifts)
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[])
        shifts.push(`${value} ${sources.map(({ node }) => node?.textContent).join()}`)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return async () => {
    // A picture needs a frame, in which all is drawn that has changed.
    await page.screenshot()
    return page.evaluate(() => Reflect.get(window, 'shifts'))
  }
}

test.describe('nothing moves', () => {
  test.use({ ownContext: true })

  for (const [language, seconds, minute] of [
    ['en', '10 s ago', '1 min ago'],
    ['zh-Hans', '10 秒前', '1 分钟前'],
  ] as const)
    test(`while the time since the last answer gets longer, in ${language}`, async ({ page, board }) => {
      const { t } = toWords(language)
      await page.context().addCookies([{ name: 'language', value: language, url: board.url }])
      const shifts = await watchShifts(page)
      await page.clock.install()
      await page.goto('/?refresh=true')
      await page.goto('/columns')
      const words = page.getByRole('banner').locator('span[title]')
      const all = [await words.textContent()]
      while (all.at(-1) !== t('header.synced', { since: minute })) {
        await page.clock.runFor(1000)
        all.push(await words.textContent())
        if (all.at(-1)?.length !== all.at(-2)?.length) expect(await shifts(), all.join()).toEqual([])
      }
      expect(all).toContain(t('header.synced', { since: seconds }))
    })

  for (const [piece, count] of [
    ['popoverTarget="preferences"', 1],
    ['class="control off"', 1],
    ['</button></td>', 10],
    ['icon icon-clock', 1],
    ['popoverTarget="export-menu"', 1],
    // Half of a row below the screen.
    ['class="training_type"', 30],
  ] as const)
    test(`when no more of the page has come than to ${piece}, ${count}`, async ({ page, board }) => {
      const shifts = await watchShifts(page)
      const way = await startSlowWay(
        board.url,
        ({ url }, text) => {
          if (url !== '/') return 0
          expect(text.split(piece).length).toBeGreaterThan(count)
          return text.split(piece, count).join(piece).length
        },
        async () => {
          await page.getByRole('banner').waitFor()
          await page.screenshot()
        },
      )
      await page.goto(`${way.url}/`)
      expect(way.pieced()).toBe(1)
      expect(await shifts()).toEqual([])
      way.stop()
    })
})
