import { DESKTOP } from '../desktop'
import { expectAccessible } from '../expect-accessible'
import { isLookedAt, LOOKS } from '../looks'
import { expect, type LaunchOptions, test } from '../test'
import { t } from '../words'

/** States that take a board of their own: the account, and what is to be seen. */
const STATES: readonly (readonly [string, LaunchOptions, string])[] = [
  ['an account without jobs', { account: { scenario: 'empty' } }, t('jobs.empty.account')],
  [
    'the first sweep under way',
    { account: { jobs: 480 }, env: { UPSTREAM_RPS: '0.05' }, whole: false },
    t('states.sweep'),
  ],
  [
    'a refused key',
    { account: { jobs: 5 }, env: { DASHSCOPE_API_KEY: 'sk-of-somebody-else-0123456789' }, whole: false },
    t('states.failed'),
  ],
  ['old data', { account: { jobs: 10 } }, t('header.stale')],
]

test.use({ provoked: [401, 503] })

STATES.forEach(([name, options, words], number) => {
  const inFull = { tag: number < 2 ? ['@full'] : [] }
  test(`axe finds nothing: ${name}`, inFull, async ({ page, launch }) => {
    const { board, account } = await launch(options)
    const ready = async () => (await fetch(`${board.url}/api/ready`)).text()
    await expect.poll(ready).toMatch(/"ready"|Invalid/)
    if (words === t('header.stale')) account.fault({ kind: 'status', status: 503 })
    await page.goto(`${board.url}/?sort=-usage&page_size=5`)
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 30_000 })
    for (const { name: look, viewport, colorScheme } of LOOKS.filter(({ name }) => isLookedAt(number, name)))
      await test.step(look, async () => {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await expectAccessible(page)
      })
    await page.setViewportSize(DESKTOP.viewport)
  })
})
