import type { Locator, Page } from '@playwright/test'
import type { MessageKey } from '../../lib/messages/translator'
import { t } from '../words'
import { isInteractive } from './is-interactive'

/** The list of jobs, by roles and names as people and assistive technology know its parts. */
export class JobsPage {
  readonly heading: Locator
  readonly table: Locator
  readonly totals: Locator
  readonly search: Locator
  readonly pages: Locator

  /** `basePath` is where the board stands: '' or `/…`. */
  constructor(
    readonly page: Page,
    readonly basePath = '',
  ) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.table = page.getByRole('table', { name: t('jobs.title') })
    this.totals = page.getByRole('region', { name: t('jobs.totals') })
    this.search = page.getByRole('searchbox', { name: t('jobs.search') })
    this.pages = page.getByRole('navigation', { name: t('jobs.pages') })
  }

  /** Opens the list with a query string (without `?`) of the board at `origin`, the shared one unless said. */
  async open(search = '', origin = ''): Promise<void> {
    await this.page.goto(`${origin}/${search && `?${search}`}`)
    await isInteractive(this.search)
  }

  /** Rows are known by their link to the job. */
  row(job_id: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.locator(`a[href="${this.basePath}/jobs/${job_id}"]`) })
  }

  /** Ids of the jobs shown, from the top. */
  async ids(): Promise<string[]> {
    return this.table
      .locator('tbody tr')
      .evaluateAll(
        (rows, start) =>
          rows.map((row) =>
            decodeURIComponent(
              row.querySelector(`a[href^="${start}"]`)?.getAttribute('href')?.slice(start.length) ?? '',
            ),
          ),
        `${this.basePath}/jobs/`,
      )
  }

  /** The texts of the rows, each under its job's id. */
  async texts(): Promise<Record<string, string>> {
    const [ids, texts] = [await this.ids(), await this.table.locator('tbody tr').allTextContents()]
    return Object.fromEntries(ids.map((job_id, index) => [job_id, texts[index] ?? '']))
  }

  header(label: MessageKey): Locator {
    return this.table.getByRole('columnheader', { name: t(label) })
  }

  /** A filter's summary, which opens and shuts its panel. */
  filter(name: MessageKey): Locator {
    return this.page
      .locator('summary')
      .filter({ hasText: new RegExp(`^\\+?${t(name)}(?! more)`) })
      .first()
  }

  /** The checkbox of a value. */
  box(name: string, value: string): Locator {
    return this.page.locator(`input[type=checkbox][name="${name}"][value="${value}"]`)
  }

  /** Choices of the filter that is open and the number behind each. */
  async counts(name: MessageKey): Promise<Record<string, number>> {
    const labels = this.page.getByRole('group', { name: t(name), exact: true }).locator('label')
    const pairs = await labels.evaluateAll((all) =>
      all.map((label): [string, number] => [
        label.querySelector('input')?.value ?? '',
        Number(label.lastElementChild?.textContent?.replaceAll(',', '')),
      ]),
    )
    return Object.fromEntries(pairs)
  }

  removeFilter(name: MessageKey): Locator {
    return this.page.getByRole('link', { name: t('jobs.filter.remove', { filter: t(name) }) })
  }

  get clear(): Locator {
    return this.page.getByRole('search').getByRole('link', { name: t('jobs.filters.clear'), exact: true })
  }

  /** A figure of the strip of totals, which is a link named by label and value. */
  figure(label: MessageKey): Locator {
    return this.totals.getByRole('link', { name: new RegExp(`^${t(label)}:`) })
  }
}
