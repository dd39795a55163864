import 'server-only'

/** How far a list that shifts while it is read page by page has surely been read, in places counted from 0. */
export type Coverage = {
  /** Says that the list has grown by so many jobs (shrunk, when negative) since the last page was asked for. */
  shift(by: number): void
  /** Says that the places from `from` to `to` (excluded) were just read, and which jobs stood there. */
  add(from: number, to: number, ids: readonly string[]): void
  /** Up to here all has been read. */
  end(): number
  /** Whether the last page read stands behind a gap. */
  hasGap(): boolean
  /** Gives up on the gap. */
  close(): void
}

/**
 * Makes an empty coverage. Jobs come at the front and go anywhere, and a total tells only the sum of both. So a page
 * behind a gap counts only once another page, read without a gap, shares a job with it: between the two nothing can be
 * missing then. What comes at the front is no concern here; it is read at the end.
 */
export function createCoverage(): Coverage {
  let end = 0
  let ahead: { from: number; to: number; ids: ReadonlySet<string> } | null = null

  return {
    shift(by) {
      if (by >= 0) return
      end = Math.max(0, end + by)
      if (ahead) ahead = { ...ahead, to: ahead.to + by }
    },
    add(from, to, ids) {
      if (from > end) {
        ahead = { from, to, ids: new Set(ids) }
        return
      }
      end = Math.max(end, to)
      const beyond = ahead
      if (beyond && ids.some((id) => beyond.ids.has(id))) end = Math.max(end, beyond.to)
      if (beyond && end >= beyond.from) ahead = null
    },
    end: () => end,
    hasGap: () => ahead !== null,
    close() {
      end = Math.max(end, ahead?.to ?? 0)
      ahead = null
    },
  }
}
