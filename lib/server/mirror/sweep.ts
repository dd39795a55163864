import 'server-only'
import type { JobsPage } from '../dashscope/answers'
import { type AccountCheck, createAdmission } from './admission'
import type { Keeper } from './keeper'
import { countEntries, isLastPage, toPageSize } from './paging'

/** `whole`: every job that is listed was seen. `partial`: a page could not be read. `foreign`: see AccountCheck. */
export type SweepOutcome = 'whole' | 'partial' | 'foreign' | 'enough'

export type SweepProgress = { readonly seen: number; readonly total: number | null }

export type SweepOptions = {
  /** Makes one attempt; throws when it fails. The wait before the next attempt is its own affair. */
  readonly readPage: (page_no: number) => Promise<JobsPage>
  readonly keeper: Keeper
  readonly account: AccountCheck
  readonly onProgress: (progress: SweepProgress) => void
  /** Whether an error of `readPage` is one after which another attempt makes sense. */
  readonly isWorthRetrying: (error: unknown) => boolean
  /** Ends the sweep as soon as these were seen. */
  readonly until?: ReadonlySet<string>
  /** How many jobs `total` counts that no sweep ever saw; `null` before the first one. */
  readonly usualMissing: number | null
}

export type SweepResult = {
  readonly outcome: SweepOutcome
  /** How many jobs `total` counts and this sweep did not see: not listed, or listed and not readable. */
  readonly missing: number
}

/** A page that fails so often is left for later, so that one bad page does not hide all behind it. */
const MOST_ATTEMPTS = 5
/** So many pages in a row without a new job: the upstream does not turn the pages. */
const MOST_IDLE_PAGES = 3
const SPARE_PAGES = 20

/**
 * Reads the whole account page by page. Pages shift while jobs come and go: a job that comes shows one twice, which does
 * no harm; a job that goes moves the next page's first job to a page that was read already, so when `total` has
 * shrunk, the pages before are read again.
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { keeper, account, until } = options
  const admission = createAdmission(keeper, account)
  const seen = new Set<string>()
  const unreadable = new Map<number, number>()
  const skipped = new Set<number>()
  let total: number | null = null
  let spare = SPARE_PAGES

  const found = () => [...unreadable.values()].reduce((sum, count) => sum + count, seen.size)
  const shortfall = () => Math.max(0, (total ?? 0) - found())
  const usual = options.usualMissing ?? 0
  const isEnough = () => until !== undefined && [...until].every((job_id) => seen.has(job_id))

  /** One page, in as many attempts as it takes; `null` when it is left for later. */
  async function read(page_no: number): Promise<JobsPage | null> {
    let asked = false
    for (let attempt = 1; ; attempt++) {
      try {
        const order = keeper.nextOrder()
        const page = await options.readPage(page_no)
        const expected = page_no === 1 || (page_no - 1) * toPageSize(page) < (total ?? page.total ?? 0)
        // Nothing where something should be is believed the second time.
        if (countEntries(page) === 0 && expected && !asked) {
          asked = true
          continue
        }
        await admission.take({ jobs: page.jobs, order })
        for (const job of page.jobs) seen.add(job.job_id)
        unreadable.set(page_no, page.unreadable)
        skipped.delete(page_no)
        return page
      } catch (error) {
        if (!options.isWorthRetrying(error)) throw error
        if (attempt >= MOST_ATTEMPTS && total !== null) return null
      }
    }
  }

  /** Reads all pages once, and some of them again where they have shifted. */
  async function readAll(): Promise<void> {
    const turned = new Set<string>()
    let idle = 0
    for (let page_no = 1; idle < MOST_IDLE_PAGES; ) {
      const page = await read(page_no)
      if (!page) {
        skipped.add(page_no++)
        continue
      }
      const lost = total !== null && page.total !== null ? total - page.total : 0
      total = page.total ?? total
      options.onProgress({ seen: found(), total })
      if (isEnough()) return
      const back = lost > 0 ? Math.min(Math.ceil(lost / toPageSize(page)), page_no - 1) : 0
      if (back > 0 && spare >= back) {
        spare -= back
        page_no -= back
        turned.clear()
        continue
      }
      if (isLastPage(page, page_no)) return
      idle = page.jobs.some((job) => !turned.has(job.job_id)) ? 0 : idle + 1
      for (const job of page.jobs) turned.add(job.job_id)
      page_no++
    }
  }

  /** Reads what came while the sweep ran: it stands before the first job that the sweep saw. */
  async function readNew(): Promise<void> {
    for (let page_no = 1; shortfall() > 0; page_no++) {
      const before = seen.size
      const page = await read(page_no)
      if (!page) return
      total = page.total ?? total
      if (seen.size - before < page.jobs.length || isLastPage(page, page_no)) return
    }
  }

  const firstOrder = keeper.nextOrder()
  await readAll()
  if (isEnough()) return { outcome: 'enough', missing: 0 }
  await readNew()
  if (shortfall() > usual) await readAll()
  for (const page_no of [...skipped]) await read(page_no)
  const missing = Math.max(0, (total ?? 0) - seen.size)
  options.onProgress({ seen: found(), total })
  if (admission.isForeign()) return { missing, outcome: 'foreign' }
  if (skipped.size > 0) return { missing, outcome: 'partial' }
  // Where more is missing than ever, what was not seen may be among that.
  if (missing <= usual) await keeper.settle(firstOrder)
  return { missing, outcome: 'whole' }
}
