// @ts-check
// Plain JavaScript: `ensure-browser.mjs` runs it with bare Node.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Where installers put it without telling `PATH`. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((root) =>
    root
      ? [
          join(root, 'Google/Chrome/Application/chrome.exe'),
          join(root, 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [],
  ),
]

/** The path of a Chromium or Chrome that starts here, or `null`. One that `CHROME_PATH` names comes first. */
export function findBrowser() {
  return listCandidates().find((path) => path !== '' && existsSync(path) && isRunnable(path)) ?? null
}

/** @returns {string[]} */
function listCandidates() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return [
    process.env.CHROME_PATH ?? '',
    process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH ?? '',
    toDownloaded(),
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix))),
    ...PLACES,
  ]
}

/** Where Playwright keeps its own download, whether it is there or not. */
function toDownloaded() {
  try {
    return chromium.executablePath()
  } catch {
    return ''
  }
}

/** A download without the system's libraries is there and does not start. @param {string} path */
function isRunnable(path) {
  // On Windows it would open a window.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
