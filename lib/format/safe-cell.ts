const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i

/**
 * A text that no spreadsheet runs as a formula: one that begins as a formula does has a quotation mark before it, as
 * spreadsheets mark text. Numbers stay numbers.
 */
export function toSafeCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}
