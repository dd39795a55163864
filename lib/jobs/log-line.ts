/** How loud a line is. */
export type LogLevel = 'error' | 'warning' | ''

/** A piece of a line in one style: a colour of a terminal by its number (0 to 7), `null` for none. */
export type LogPart = { readonly text: string; readonly color: number | null; readonly bold: boolean }

export type LogLine = { readonly level: LogLevel; readonly parts: readonly LogPart[] }

const ESCAPE = '\u001b'
/** Sequences of a terminal: CSI (colours are those that end in m), OSC and strings to their end, and two-character ones. */
const SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[([0-?]*)[ -/]*([@-~])|[\\]PX^_][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~]?)`,
  'g',
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f-\u009f]/g

/** A line of a log as it is shown: terminal colours as styles, every other control taken out. Never throws. */
export function toLogLine(text: string): LogLine {
  const parts: LogPart[] = []
  let style: Pick<LogPart, 'color' | 'bold'> = { color: null, bold: false }
  let at = 0
  const push = (piece: string) => {
    const plain = piece.replace(CONTROL, '')
    if (plain !== '') parts.push({ text: plain, ...style })
  }
  for (const found of text.matchAll(SEQUENCE)) {
    push(text.slice(at, found.index))
    at = found.index + found[0].length
    if (found[2] === 'm') style = toStyle(style, found[1] ?? '')
  }
  push(text.slice(at))
  return { level: toLevel(parts.map((part) => part.text).join('')), parts }
}

/** The text of a line without anything that a terminal would act on. */
export function toPlainLine(text: string): string {
  return toLogLine(text)
    .parts.map((part) => part.text)
    .join('')
}

function toStyle(before: Pick<LogPart, 'color' | 'bold'>, codes: string): Pick<LogPart, 'color' | 'bold'> {
  // A colour out of 256 or by its parts is none of the eight.
  if (/^[34]8;/.test(codes)) return before
  let { color, bold } = before
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) [color, bold] = [null, false]
    else if (code === 1) bold = true
    else if (code === 22) bold = false
    else if (code === 39) color = null
    else if (code >= 30 && code <= 37) color = code - 30
    else if (code >= 90 && code <= 97) color = code - 90
  }
  return { color, bold }
}

function toLevel(text: string): LogLevel {
  if (/\b(?:ERROR|CRITICAL|FATAL)\b|^Traceback \(|\b\w*(?:Error|Exception): /.test(text)) return 'error'
  return /\bWARN(?:ING)?\b|\b\w*Warning: /.test(text) ? 'warning' : ''
}
