import type { Locator, Page } from '@playwright/test'
import type { MessageKey } from '../../lib/messages/translator'
import { t } from '../words'

/** The page of one job. */
export class JobPage {
  readonly heading: Locator
  readonly badge: Locator
  /** Why the job failed, or what was said of its end. */
  readonly end: Locator
  readonly hyperParameters: Locator
  readonly raw: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.badge = page.locator('h1 + *')
    this.end = page.getByRole('region', {
      name: new RegExp(`^(${t('job.end.failed')}|${t('job.end.other')})$`),
    })
    this.hyperParameters = page.getByRole('region', { name: t('job.hyperParameters') })
    this.raw = page.locator('details#raw')
  }

  async open(job_id: string, origin = ''): Promise<void> {
    await this.page.goto(`${origin}/jobs/${encodeURIComponent(job_id)}`)
  }

  /** A group of fields. */
  group(name: MessageKey): Locator {
    return this.page.getByRole('region', { name: t(name), exact: true })
  }

  /** The value of a field by the name that DashScope gives it. */
  field(name: string): Locator {
    return this.page.locator(`dt[title="${name}"] + dd`)
  }

  /** All fields shown: DashScope's name of each, and the text of its value. */
  async fields(): Promise<Record<string, string>> {
    const pairs = await this.page
      .locator('dt[title]')
      .evaluateAll((terms) =>
        terms.map((term): [string, string] => [
          term.getAttribute('title') ?? '',
          term.nextElementSibling?.textContent ?? '',
        ]),
      )
    return Object.fromEntries(pairs)
  }
}
