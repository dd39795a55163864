import 'server-only'
import { type AccountCheck, createAdmission } from './admission'
import type { Keeper } from './keeper'
import { isLastPage } from './paging'
import type { ReadPage } from './reader'

export type NewestResult = {
  /** `foreign`: no job in common with the mirror. `gap`: more new jobs than were read. */
  readonly outcome: 'read' | 'foreign' | 'gap'
  readonly ids: ReadonlySet<string>
  readonly total: number | null
}

/** Beyond so many pages of nothing but new jobs the whole account is read instead. */
const MOST_PAGES = 20

/** Reads the newest page, and further ones as long as they hold nothing but new jobs. */
export async function readNewest(
  readPage: (page_no: number) => Promise<ReadPage>,
  keeper: Keeper,
  account: AccountCheck,
): Promise<NewestResult> {
  const admission = createAdmission(keeper, account)
  const ids = new Set<string>()
  const wasEmpty = keeper.size() === 0
  for (let page_no = 1; ; page_no++) {
    const { page, order } = await readPage(page_no)
    for (const job of page.jobs) ids.add(job.job_id)
    const known = await admission.take({ jobs: page.jobs, order })
    const total = page.total
    if (known || wasEmpty) return { outcome: 'read', ids, total }
    if (isLastPage(page, page_no) || account.isForeign())
      return { outcome: admission.isForeign() ? 'foreign' : 'read', ids, total }
    if (page_no === MOST_PAGES) return { outcome: 'gap', ids, total }
  }
}
