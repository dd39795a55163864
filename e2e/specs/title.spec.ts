import type { Page } from '@playwright/test'
import { startSlowWay } from '../slow-way'
import { expect, test } from '../test'
import { t } from '../words'

/** Notes each title that the page has, once there is a first. */
async function watchTitles(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const titles: string[] = []
    Reflect.set(window, 'titles', titles)
    new MutationObserver(() => {
      if (document.title !== (titles.at(-1) ?? '')) titles.push(document.title)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  return () => page.evaluate(() => Reflect.get(window, 'titles'))
}

/** Waits until the page has drawn what it got. */
function untilDrawn(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
  )
}

test.describe('the title of a tab', () => {
  test.use({ ownContext: true })

  test('is there at every moment, while pages are drawn again and followed by others', async ({
    page,
    board,
  }) => {
    // Of what Next sends to draw a page again, the row with the title comes late.
    const way = await startSlowWay(
      board.url,
      ({ headers }, text) => (headers.rsc ? text.lastIndexOf('\n', text.indexOf('"title",')) + 1 : 0),
      () => untilDrawn(page).catch(() => null),
    )
    const titles = await watchTitles(page)
    await page.goto(`${way.url}/mirror`)
    await expect.poll(way.pieced).toBeGreaterThan(1)
    await page.getByRole('link', { name: t('header.usage') }).click()
    await expect(page).toHaveTitle(`${t('usage.title')} · Tuneboard`)
    expect(await titles()).toEqual([`${t('mirror.title')} · Tuneboard`, `${t('usage.title')} · Tuneboard`])
    way.stop()
  })

  test('says that there is no such page', async ({ page, watched }) => {
    watched.provoked = [404]
    await page.goto('/nowhere')
    await expect(page).toHaveTitle(`${t('states.notFound')} · Tuneboard`)
  })
})
