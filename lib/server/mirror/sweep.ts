import 'server-only'
import type { JobsPage } from '../dashscope/answers'
import { type AccountCheck, createAdmission } from './admission'
import { type Coverage, createCoverage } from './coverage'
import type { Keeper } from './keeper'
import { countEntries, isLastPage, PAGE_SIZE, toPageSize } from './paging'
import type { ReadPage } from './reader'

/** `whole`: every job that is listed was seen. `partial`: some of it could not be read. `foreign`: see AccountCheck. */
type SweepOutcome = 'whole' | 'partial' | 'foreign' | 'enough'

export type SweepProgress = { readonly seen: number; readonly total: number | null }

export type SweepOptions = {
  /** Makes one attempt; throws when it fails. The wait before the next attempt is its own affair. */
  readonly readPage: (page_no: number, attempt: number) => Promise<Pick<ReadPage, 'page' | 'order'>>
  readonly keeper: Keeper
  readonly account: AccountCheck
  readonly onProgress: (progress: SweepProgress) => void
  /** Whether an error of `readPage` is one after which another attempt makes sense. */
  readonly isWorthRetrying: (error: unknown) => boolean
  /** Whether the budget of retries allows one more. */
  readonly mayRetry: () => boolean
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
const MOST_IDLE = 6

/**
 * Reads the whole account page by page. Pages shift while jobs come and go: a job that comes shows one twice, which does
 * no harm; a job that goes moves the next page's first job to a page that was read already, so when `total` has
 * shrunk, that page is read again.
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { keeper, account, until } = options
  const admission = createAdmission(keeper, account)
  const seen = new Set<string>()
  const unreadable = new Map<number, number>()
  const skipped = new Set<number>()
  let total: number | null = null

  const found = () => [...unreadable.values()].reduce((sum, count) => sum + count, seen.size)
  const shortfall = () => Math.max(0, (total ?? 0) - found())
  const usual = options.usualMissing ?? 0
  const isEnough = () => until !== undefined && [...until].every((job_id) => seen.has(job_id))

  /** One page, in as many attempts as it takes; `null` when it is left for later. */
  async function read(page_no: number, firstAttempt = 1): Promise<JobsPage | null> {
    let asked = false
    for (let attempt = firstAttempt; ; attempt++) {
      try {
        const { page, order } = await options.readPage(page_no, attempt)
        const expected = page_no === 1 || (page_no - 1) * toPageSize(page) < (total ?? page.total ?? 0)
        // Nothing where something should be is believed the second time.
        if (countEntries(page) === 0 && expected && !asked) {
          asked = true
          continue
        }
        await admission.take({ jobs: page.jobs, order })
        if (keeper.snapshot().version === 0) await keeper.publish()
        else keeper.publishSoon()
        for (const job of page.jobs) seen.add(job.job_id)
        unreadable.set(page_no, page.unreadable)
        skipped.delete(page_no)
        return page
      } catch (error) {
        if (!options.isWorthRetrying(error)) throw error
        const isLast = total !== null && attempt - firstAttempt + 1 >= MOST_ATTEMPTS
        if (!isLast && options.mayRetry()) continue
        // Without a first page nothing is known of the others.
        if (total === null) throw error
        return null
      }
    }
  }

  /** Reads all pages once, and some of them again where they have shifted. */
  async function readAll(): Promise<void> {
    const covered = createCoverage()
    const turned = new Set<string>()
    let size = PAGE_SIZE
    let idle = 0
    for (let page_no = 1; idle < MOST_IDLE; page_no = toNextPage(covered, size, total)) {
      const page = await read(page_no)
      if (page) {
        size = toPageSize(page)
        if (total !== null && page.total !== null) covered.shift(page.total - total)
        total = page.total ?? total
        options.onProgress({ seen: found(), total })
        if (isEnough() || countEntries(page) === 0) return
      } else {
        skipped.add(page_no)
      }
      const ids = page?.jobs.map((job) => job.job_id) ?? []
      covered.add((page_no - 1) * size, page_no * size, ids)
      idle = !page || ids.some((job_id) => !turned.has(job_id)) ? 0 : idle + 1
      for (const job_id of ids) turned.add(job_id)
      // Counts that go up and down without an end must not keep the sweep from going on.
      if (idle >= MOST_IDLE / 2) covered.close()
      if (total === null ? page && isLastPage(page, page_no) : covered.end() >= total) return
    }
  }

  /** Reads what came while the sweep ran: it stands before the first job that the sweep saw. */
  async function readNew(): Promise<void> {
    for (let page_no = 1; (total ?? 0) > PAGE_SIZE || shortfall() > 0; page_no++) {
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
  for (const page_no of [...skipped]) if (options.mayRetry()) await read(page_no, 2)
  if (skipped.size === 0 && shortfall() > usual) await readAll()
  const missing = Math.max(0, (total ?? 0) - seen.size)
  options.onProgress({ seen: found(), total })
  if (admission.isForeign()) return { missing, outcome: 'foreign' }
  if (skipped.size > 0 || (total === 0 && seen.size > 0)) return { missing, outcome: 'partial' }
  // Where more is missing than ever, what was not seen may be among that.
  if (missing <= usual) await keeper.settle(firstOrder)
  else await keeper.noteSweep(firstOrder)
  await keeper.publish()
  return { missing, outcome: 'whole' }
}

/** The page that a gap begins on; without a gap the next one of which nothing has been read. */
function toNextPage(covered: Coverage, size: number, total: number | null): number {
  const pages = covered.end() / size
  const next = Math.ceil(pages) + 1
  const exists = total === null || (next - 1) * size < total
  return covered.hasGap() || !exists ? Math.floor(pages) + 1 : next
}
