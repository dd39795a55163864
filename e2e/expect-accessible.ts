import { AxeBuilder } from '@axe-core/playwright'
import { expect as hard, type Page } from '@playwright/test'

/** `expect`, or `expect.soft`, which tells all that is wrong before the test ends. */
type Expect = typeof hard | typeof hard.soft

/** Fails with what axe finds, and where a page is wider than its screen. */
export async function expectAccessible(page: Page, expect: Expect = hard): Promise<void> {
  // The board has no frames, for which the other mode opens a page at each call; what passed is not looked into.
  // Of rows that are all alike, five are enough.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('.log-line:nth-child(n+6)')
    .exclude('tbody tr:nth-child(n+6)')
  const { violations } = await axe.analyze()
  expect(
    violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    ]),
  ).toEqual([])
  // Not `innerWidth`: a phone zooms out over what is too wide, and that grows with it.
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(excess, 'pixels beyond the screen').toBeLessThanOrEqual(0)
}
