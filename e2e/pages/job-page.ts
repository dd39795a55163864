import type { Locator, Page } from '@playwright/test'
import { t } from '../words'

/** The page of one job. */
export class JobPage {
  readonly heading: Locator
  readonly badge: Locator
  /** Why the job failed, or what was said of its end. */
  readonly end: Locator
  readonly hyperParameters: Locator
  readonly openRaw: Locator
  /** The job as JSON, once it is open. */
  readonly raw: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.badge = page.locator('h1 + *')
    this.end = page.getByRole('region', {
      name: new RegExp(`^(${t('job.end.failed')}|${t('job.end.other')})$`),
    })
    this.hyperParameters = page.getByRole('region', { name: t('job.hyperParameters') })
    this.openRaw = page.getByRole('button', { name: t('job.raw'), exact: true })
    this.raw = page.getByRole('region', { name: t('job.raw') }).locator('pre')
  }

  async open(job_id: string, origin = ''): Promise<void> {
    await this.page.goto(`${origin}/jobs/${encodeURIComponent(job_id)}`)
  }
}
