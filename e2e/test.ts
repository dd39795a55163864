import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import {
  type SampleAccount,
  type SampleAccountOptions,
  startSampleAccount,
} from '../lib/sample-account/sample-account'
import { askJobs } from './api'
import { type Board, startBoard } from './board'
import { DESKTOP } from './desktop'
import { JobPage } from './pages/job-page'
import { JobsPage } from './pages/jobs-page'
import { type Watch, watch } from './watch'

/** The moment of the shared account: what it holds is then the same at every run. */
export const FIXED_NOW = Date.parse('2026-01-15T16:00:00+08:00')

/** A key whose pieces occur nowhere else, so that one that leaks is told for certain. */
export const CANARY_KEY = 'sk-cAnArY0Zq7Xw9Vk3Jh5Tm1Rb8Nd2Lg6Pf4'

export type LaunchOptions = {
  account?: SampleAccountOptions
  /** Done to the account before the board starts. */
  prepare?: (account: SampleAccount) => void
  env?: Record<string, string>
  /** Whether to wait until the board has read the whole account; unless said otherwise it does. */
  whole?: boolean
}

/** A board and the account under it, both one test's own. */
export type Launched = { readonly account: SampleAccount; readonly board: Board }

type WorkerFixtures = {
  /** 480 jobs that never change. Shared: read only. */
  account: SampleAccount
  /** A board over {@link WorkerFixtures.account}. Shared: read only. */
  board: Board
  /** A desktop browser's page that outlives tests: starting one costs more than most tests do. */
  desk: { page: Page; watch: Watch }
}

type TestFixtures = {
  /** Whether the test needs a browser context of its own, such as for another size of screen. */
  ownContext: boolean
  /** Statuses of 400 and above that the test provokes in a page. */
  provoked: number[]
  /** Watches the page; a test may say to it that the board is away. */
  watched: Watch
  /** Starts an account and a board of the test's own; both end with it. */
  launch: (options?: LaunchOptions) => Promise<Launched>
  /** Another browser's page, watched like the first. */
  openOther: (options?: BrowserContextOptions) => Promise<Page>
  jobsPage: JobsPage
  jobPage: JobPage
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  account: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures off the pattern
    async ({}, use) => {
      const account = await startSampleAccount({ clock: () => FIXED_NOW, key: CANARY_KEY })
      await use(account)
      await account.stop()
    },
    { scope: 'worker' },
  ],
  board: [
    async ({ account }, use) => {
      const board = await startOver(account, {})
      await waitUntilWhole(board)
      await use(board)
      await board.stop()
    },
    { scope: 'worker' },
  ],
  desk: [
    async ({ browser, board }, use) => {
      // The options of whichever test comes first would hold for all of them.
      const context = await browser.newContext({ ...DESKTOP, baseURL: board.url, javaScriptEnabled: true })
      await use({ watch: await watch(context), page: await context.newPage() })
      await context.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ board }, use) => use(board.url),
  ownContext: [false, { option: true }],
  provoked: [[], { option: true }],
  // `launch` comes first, so that boards outlive the pages that ask them.
  watched: async ({ launch: _launch, desk, context, ownContext, provoked }, use) => {
    const state = ownContext ? await watch(context) : desk.watch
    Object.assign(state, { complaints: [], provoked, isAway: false })
    await use(state)
    expect(state.complaints, 'what no page may do').toEqual([])
  },
  page: async ({ watched: _watched, desk, context, ownContext }, use, info) => {
    const page = ownContext ? await context.newPage() : desk.page
    await use(page)
    if (ownContext || info.status !== info.expectedStatus) return
    await page.goto('about:blank')
    await page.emulateMedia({ colorScheme: null })
    await page.context().clearCookies()
  },
  openOther: async ({ launch: _launch, browser, baseURL, provoked }, use) => {
    const opened: { context: BrowserContext; state: Watch }[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options })
      const state = await watch(context)
      opened.push({ context, state: Object.assign(state, { provoked }) })
      return context.newPage()
    })
    for (const { context } of opened) await context.close()
    expect(
      opened.flatMap(({ state }) => state.complaints),
      'what no page may do',
    ).toEqual([])
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  launch: async ({}, use) => {
    const started: Launched[] = []
    await use(async ({ account: options = {}, prepare, env = {}, whole = true } = {}) => {
      const account = await startSampleAccount({ clock: () => FIXED_NOW, key: CANARY_KEY, ...options })
      prepare?.(account)
      const board = await startOver(account, env)
      started.push({ account, board })
      if (whole) await waitUntilWhole(board)
      return { account, board }
    })
    await Promise.all(started.flatMap(({ account, board }) => [board.stop(), account.stop()]))
  },
  jobsPage: async ({ page }, use) => use(new JobsPage(page)),
  jobPage: async ({ page }, use) => use(new JobPage(page)),
})

export { expect }

/** Starts a board over an account, quick enough for tests. */
export function startOver(
  account: SampleAccount,
  env: Record<string, string>,
  ...how: [args?: readonly string[], entry?: string]
): Promise<Board> {
  return startBoard(
    {
      DASHSCOPE_API_KEY: account.key,
      DASHSCOPE_HTTP_BASE_URL: account.url,
      UPSTREAM_RPS: '200',
      REFRESH_SECONDS: '1',
      ...env,
    },
    ...how,
  )
}

/** Waits until the board has read the whole account. */
export async function waitUntilWhole({ url }: Board): Promise<void> {
  await expect
    .poll(
      async () => (await fetch(`${url}/api/ready`)).ok && (await askJobs(url, 'page_size=1')).mirror.complete,
    )
    .toBe(true)
}
