// @ts-check
// `npm run screenshots`: the pictures of README.md, anew. Install the fonts of CONTRIBUTING.md first.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startAccount } from './bench/account.mjs'
import { startBoard } from './bench/board.mjs'
import { BROWSER_FLAGS } from './browser-flags.mjs'
import { findBrowser } from './find-browser.mjs'

const TRAINED = 'status=SUCCEEDED&training_type=sft'
const account = await startAccount(480)
const board = await startBoard(account, join(mkdtempSync(join(tmpdir(), 'tuneboard-')), 'shots.db'))
await board.whole()
const executablePath = findBrowser()
const browser = await chromium.launch({ args: BROWSER_FLAGS, ...(executablePath ? { executablePath } : {}) })

/** @param {string} search @returns {Promise<string[]>} */
async function toIds(search) {
  const { output } = await (await fetch(`${board.url}/api/v1/fine-tunes?${search}`)).json()
  return output.jobs.map((/** @type {{ job_id: string }} */ { job_id }) => job_id)
}
const ids = await toIds(`page_size=3&${TRAINED}`)
// As after somebody has looked at them: how far they are stands in their rows.
for (const id of await toIds('status=RUNNING')) await fetch(`${board.url}/api/v1/fine-tunes/${id}/logs`)
const job = `/jobs/${ids[0]}`

/** @param {string} path @param {string} name @param {number} width @param {'light' | 'dark'} colorScheme */
async function take(path, name, width, colorScheme) {
  const isPhone = width < 720
  const page = await browser.newPage({
    colorScheme,
    viewport: { width, height: isPhone ? 844 : 900 },
    deviceScaleFactor: isPhone ? 2 : 1,
    hasTouch: isPhone,
  })
  await page.goto(board.url + path, { waitUntil: 'networkidle' })
  await page.screenshot({ path: `docs/screenshots/${name}-${width}-${colorScheme}.png` })
  await page.close()
}

await take('/', 'jobs', 1440, 'light')
await take('/', 'jobs', 1440, 'dark')
await take('/', 'jobs', 390, 'light')
await take(job, 'job', 1440, 'light')
await take(job, 'job', 390, 'dark')
await take(`/compare?${ids.map((id) => `job=${id}`).join('&')}&differences=true`, 'compare', 1440, 'dark')
await browser.close()
await board.stop()
await account.stop()
