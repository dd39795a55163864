import { defineConfig } from '@playwright/test'
import { BROWSER_FLAGS } from './browser-flags.mjs'
import { DESKTOP } from './desktop'
import { findBrowser } from './find-browser.mjs'

const executablePath = findBrowser()
if (!executablePath) throw new Error('There is no Chromium or Chrome; node e2e/ensure-browser.mjs gets one.')

export default defineConfig({
  testDir: './specs',
  // `npm test` has ten minutes; `npm run test:full` runs all.
  ...(process.env.FULL ? {} : { grepInvert: /@full/ }),
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  workers: 2,
  // Machines of CI are shared: what fails there is tried once more, and told as flaky when it passes then.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['html', { outputFolder: '../playwright-report', open: 'never' }]],
  use: {
    locale: DESKTOP.locale,
    timezoneId: DESKTOP.timezoneId,
    viewport: DESKTOP.viewport,
    contextOptions: { reducedMotion: DESKTOP.reducedMotion },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: BROWSER_FLAGS },
  },
})
