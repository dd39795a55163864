/** Which lines of a log are asked for: `offset` are left out, at most `line` given. */
export type LogWindow = { readonly offset: number; readonly line: number }

const DEFAULT_LINES = 100
const MOST_LINES = 1000
const PLACES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  offset: [0, 1e9],
  line: [1, MOST_LINES],
  page_no: [1, 1e6],
  page_size: [1, MOST_LINES],
}

/**
 * Reads `offset` and `line`, as DashScope has them, or `page_no` and `page_size`, as newer tools send; the former count
 * where both are sent. A value that cannot be used gives the message that says so.
 */
export function readLogWindow(params: URLSearchParams): LogWindow | string {
  const values: Record<string, number | undefined> = {}
  for (const [name, [min, max]] of Object.entries(PLACES)) {
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
