/** Which lines of a log are asked for: `offset` are left out, at most `line` given. */
export type LogWindow = { readonly offset: number; readonly line: number }

const DEFAULT_LINES = 100
const MOST_LINES = 1000
/** What a number of a log's window may be. */
export type LogPlace = { readonly min: number; readonly max: number; readonly description: string }

export const LOG_WINDOW: Readonly<Record<string, LogPlace>> = {
  offset: { min: 0, max: 1e9, description: 'Lines left out at the beginning; default 0.' },
  line: { min: 1, max: MOST_LINES, description: 'Lines to give at most; default 100.' },
  page_no: { min: 1, max: 1e6, description: 'The other form: which page.' },
  page_size: { min: 1, max: MOST_LINES, description: 'Lines a page; default 100.' },
}

/**
 * Reads `offset` and `line`, as DashScope has them, or `page_no` and `page_size`, as newer tools send; the former count
 * where both are sent. A value that cannot be used gives the message that says so.
 */
export function readLogWindow(params: URLSearchParams): LogWindow | string {
  const values: Record<string, number | undefined> = {}
  for (const [name, { min, max }] of Object.entries(LOG_WINDOW)) {
    const given = params.getAll(name).filter((value) => value !== '')
    const value = Number(given[0])
    if (given.length === 0) continue
    if (given.length > 1 || !/^\d{1,10}$/.test(given[0] ?? '') || value < min || value > max)
      return `${name} takes one whole number from ${min} to ${max}.`
    values[name] = value
  }
  const { offset, line, page_no, page_size } = values
  if (offset === undefined && line === undefined && (page_no !== undefined || page_size !== undefined)) {
    const size = page_size ?? DEFAULT_LINES
    return { offset: ((page_no ?? 1) - 1) * size, line: size }
  }
  return { offset: offset ?? 0, line: line ?? DEFAULT_LINES }
}
