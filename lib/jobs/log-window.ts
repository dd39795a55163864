import type { Json } from './json'
import { toLogText } from './log-entry'
import { toPlainLine } from './log-line'

/** Lines of a log that stand in a page as the server makes it. */
export const WINDOW_LINES = 200

export type NumberedLine = { readonly line: number; readonly text: string }

export type LogWindowView = {
  readonly lines: readonly NumberedLine[]
  readonly page: number
  readonly pages: number
  /** Lines that hold the search, or all lines where nothing is searched. */
  readonly matches: number
}

/** A page of a log's lines, or of those that hold `find` (letter case aside), counted from 1; past the end is the last. */
export function selectLogWindow(entries: readonly Json[], find: string, page: number): LogWindowView {
  const wanted = find.toLowerCase()
  const found =
    wanted === ''
      ? null
      : entries.flatMap((entry, index) =>
          toPlainLine(toLogText(entry)).toLowerCase().includes(wanted) ? [index] : [],
        )
  const matches = found ? found.length : entries.length
  const pages = Math.max(1, Math.ceil(matches / WINDOW_LINES))
  const at = Math.min(Math.max(1, page), pages)
  const [from, to] = [(at - 1) * WINDOW_LINES, Math.min(at * WINDOW_LINES, matches)]
  const indices = found
    ? found.slice(from, to)
    : Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return {
    lines: indices.map((index) => ({ line: index + 1, text: toLogText(entries[index] ?? '') })),
    page: at,
    pages,
    matches,
  }
}
