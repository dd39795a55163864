import type { BrowserContextOptions } from '@playwright/test'

/** How the tests look at the board unless they say otherwise: far from Beijing, for zones to matter. */
export const DESKTOP = {
  locale: 'en-US',
  timezoneId: 'America/New_York',
  viewport: { width: 1440, height: 900 },
  // What turns and fades would cost more processor time than all tests together.
  reducedMotion: 'reduce',
} satisfies BrowserContextOptions
