import 'server-only'
import type { JobsPage } from '../dashscope/answers'

/** Jobs asked for in one call, the most that DashScope gives. */
export const PAGE_SIZE = 100

/** Entries that came, readable or not. */
export function countEntries(page: JobsPage): number {
  return page.jobs.length + page.unreadable
}

/** How many jobs a full page holds: a server may give fewer than asked for. */
export function toPageSize(page: JobsPage): number {
  return page.page_size !== null && page.page_size > 0 && page.page_size < PAGE_SIZE
    ? page.page_size
    : PAGE_SIZE
}

/** Whether nothing can follow a page. */
export function isLastPage(page: JobsPage, page_no: number): boolean {
  if (countEntries(page) === 0) return true
  const size = toPageSize(page)
  return page.total === null ? countEntries(page) < size : page_no * size >= page.total
}
