// @ts-check
// `npm run screenshots`: the pictures of README.md, anew. Install the fonts of CONTRIBUTING.md first.
import { chromium } from '@playwright/test'
import { startBoard } from './bench/board.mjs'
import { BROWSER_FLAGS } from './browser-flags.mjs'
import { findBrowser } from './find-browser.mjs'

const TRAINED = 'status=SUCCEEDED&model=qwen3-14b&training_type=sft'
const board = await startBoard(480)
const executablePath = findBrowser()
const browser = await chromium.launch({ args: BROWSER_FLAGS, ...(executablePath ? { executablePath } : {}) })

const { output } = await (await fetch(`${board.url}/api/v1/fine-tunes?page_size=3&${TRAINED}`)).json()
const ids = output.jobs.map((/** @type {{ job_id: string }} */ { job_id }) => job_id)
const job = `/jobs/${ids[0]}`
const comparison = `/compare?${ids.map((/** @type {string} */ id) => `job=${id}`).join('&')}&differences=true`

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

for (const width of [1440, 390])
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await take('/', 'jobs', width, theme)
    await take(job, 'job', width, theme)
    await take(comparison, 'compare', width, theme)
  }
await browser.close()
await board.stop()
