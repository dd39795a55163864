import { type BrowserContext, type BrowserContextOptions, test as base, expect } from '@playwright/test'
import {
  type SampleAccount,
  type SampleAccountOptions,
  startSampleAccount,
} from '../lib/sample-account/sample-account'
import { askJobs } from './api'
import { type Board, startBoard } from './board'
import { JobPage } from './pages/job-page'
import { JobsPage } from './pages/jobs-page'
import { watch } from './watch'

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
}

type TestFixtures = {
  /** Statuses of 400 and above that the test provokes in a page. */
  provoked: number[]
  /** Set while the test has the board away. */
  away: { now: boolean }
  /** Starts an account and a board of the test's own; both end with it. */
  launch: (options?: LaunchOptions) => Promise<Launched>
  /** Another browser's context, watched like the first. */
  openContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
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
  baseURL: async ({ board }, use) => use(board.url),
  provoked: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  away: async ({}, use) => use({ now: false }),
  context: async ({ context, provoked, away }, use) => {
    const complaints = await watch(context, { allowed: provoked, isAway: () => away.now })
    await use(context)
    expect(complaints, 'what no page may do').toEqual([])
  },
  openContext: async ({ browser, baseURL, provoked, away }, use) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options })
      const complaints = await watch(context, { allowed: provoked, isAway: () => away.now })
      opened.push({ context, complaints })
      return context
    })
    for (const { context } of opened) await context.close()
    expect(
      opened.flatMap(({ complaints }) => complaints),
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
export function startOver(account: SampleAccount, env: Record<string, string>): Promise<Board> {
  return startBoard({
    DASHSCOPE_API_KEY: account.key,
    DASHSCOPE_HTTP_BASE_URL: account.url,
    UPSTREAM_RPS: '200',
    REFRESH_SECONDS: '1',
    ...env,
  })
}

/** Waits until the board has read the whole account. */
export async function waitUntilWhole({ url }: Board): Promise<void> {
  await expect
    .poll(
      async () => (await fetch(`${url}/api/ready`)).ok && (await askJobs(url, 'page_size=1')).mirror.complete,
    )
    .toBe(true)
}
