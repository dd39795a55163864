import type { ReactNode } from 'react'
import { type LogPart, toLogLine } from '@/lib/jobs/log-line'

/** A line of a log: its number, which is a link to it, and its text with a terminal's colours. */
export function LogRow({ line, text, find = '' }: { line: number; text: string; find?: string }): ReactNode {
  const { level, parts } = toLogLine(text)
  return (
    <>
      <a href={`#L${line}`} className="log-number">
        {line}
      </a>
      <span className={`log-text ${level}`}>
        {parts.map((part, index) => (
          <Part key={index} part={part} find={find} />
        ))}
      </span>
    </>
  )
}

function Part({ part, find }: { part: LogPart; find: string }): ReactNode {
  const text = find === '' ? part.text : toMarked(part.text, find)
  if (part.color === null && !part.bold) return text
  return (
    <span className={`${part.color === null ? '' : `ansi-${part.color}`} ${part.bold ? 'font-bold' : ''}`}>
      {text}
    </span>
  )
}

function toMarked(text: string, find: string): ReactNode {
  const [lower, wanted] = [text.toLowerCase(), find.toLowerCase()]
  const found: ReactNode[] = []
  let at = 0
  // Where lower case is of another length, places would not fit; the line is then shown unmarked.
  for (
    let next = lower.length === text.length ? lower.indexOf(wanted) : -1;
    next >= 0;
    next = lower.indexOf(wanted, at)
  ) {
    found.push(text.slice(at, next), <mark key={next}>{text.slice(next, next + wanted.length)}</mark>)
    at = next + wanted.length
  }
  return [...found, text.slice(at)]
}
