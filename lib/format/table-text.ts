import { toSafeCell } from './safe-cell'

/** Rows as a spreadsheet takes them from the clipboard: cells parted by tabs, and nothing in them that it would run. */
export function toTableText(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => toSafeCell(cell.replace(/[\t\r\n]+/g, ' '))).join('\t'))
    .join('\n')
}
