// @ts-check
// Sees to it that the end-to-end tests have a browser: one that is there, else Playwright's own download, else the
// system's package manager.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findBrowser } from './find-browser.mjs'

const MINUTE = 60_000

/** Package managers: what each is asked for, and whether it asks for root. */
const MANAGERS = [
  { commands: ['apt-get update', 'apt-get install -y --no-install-recommends chromium'], root: true },
  { commands: ['dnf install -y chromium'], root: true },
  { commands: ['apk add --no-cache chromium'], root: true },
  { commands: ['brew install --cask chromium'], root: false },
]

/** @param {string} program @param {string[]} args @param {Record<string, string>} [env] */
function run(program, args, env = {}) {
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 4 * MINUTE,
    env: { ...process.env, ...env },
  })
  return status === 0
}

function download() {
  console.error('No Chromium here: trying the download of Playwright …')
  const playwright = createRequire(import.meta.url).resolve('playwright/package.json')
  return run(process.execPath, [join(playwright, '../cli.js'), 'install', 'chromium'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  })
}

function installFromSystem() {
  const isRoot = process.getuid?.() === 0
  for (const { commands, root } of MANAGERS) {
    if (root && !isRoot) continue
    const [name = ''] = commands[0]?.split(' ') ?? []
    if (spawnSync(name, ['--version'], { stdio: 'ignore' }).error) continue
    console.error(`No Chromium here: trying ${name} …`)
    const done = commands.every((command) => {
      const [program = '', ...args] = command.split(' ')
      return run(program, args, { DEBIAN_FRONTEND: 'noninteractive' })
    })
    if (done && findBrowser()) return true
  }
  return false
}

if (!findBrowser()) {
  download()
  if (!findBrowser() && !installFromSystem()) {
    console.error(
      'The end-to-end tests need Chromium or Chrome, and none could be installed. Install one (Debian, Ubuntu: ' +
        'sudo apt-get install chromium; macOS: brew install --cask chromium), or name it in CHROME_PATH.',
    )
    process.exit(1)
  }
}
