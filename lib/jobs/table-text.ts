/** Rows of texts as a Markdown table; the first row is its head. */
export function toMarkdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const toLine = (cells: readonly string[]) => `| ${cells.map(toMarkdownCell).join(' | ')} |`
  return [toLine(head), `|${head.map(() => ' --- |').join('')}`, ...body.map(toLine)].join('\n')
}

function toMarkdownCell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s*[\r\n]+\s*/g, ' ')
}

/** Rows of texts as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function toCsvTable(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(toCsvCell).join(',')).join('\r\n')
}

function toCsvCell(text: string): string {
  const isFormula = /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
