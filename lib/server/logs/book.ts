import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { Outlook } from '@/lib/jobs/outlook'
import type { UpstreamError } from '../dashscope/upstream-error'
import { createNumbersReader, type LogNumbers, type NumbersReader } from './log-numbers'

/** What is known of a log now. It grows while it is read; times are milliseconds since 1970. */
export type KnownLog = LogNumbers & {
  readonly lines: readonly Json[]
  /** Lines that DashScope counts. */
  readonly total: number
  /** Tells one state of the log from every other one in the life of this process. */
  readonly version: string
}

/** The log of one job in the memory of a process. */
export type Book = {
  lines: Json[]
  total: number
  readAt: number | null
  /** When it was last asked for, in vain or not, and the status of the job then. */
  askedAt: number
  askedStatus: string
  isFinal: boolean
  error: UpstreamError | null
  /** How often it began anew. */
  life: number
  reader: NumbersReader
  /** Lines that are safe in the store, and whether it knows that they are all. */
  savedLines: number
  isSavedFinal: boolean
  /** What was last told of it while the job ran. */
  outlook: Outlook | null
  reading: Promise<void> | null
  readonly waiting: Set<() => void>
}

/** A log of which nothing is known yet. */
export function createBook(): Book {
  return {
    lines: [],
    total: 0,
    readAt: null,
    askedAt: Number.NEGATIVE_INFINITY,
    askedStatus: '',
    isFinal: false,
    error: null,
    life: 0,
    reader: createNumbersReader(),
    savedLines: 0,
    isSavedFinal: false,
    outlook: null,
    reading: null,
    waiting: new Set(),
  }
}

/** Forgets the lines: it is another log now. */
export function startAnew(book: Book): void {
  book.lines = []
  book.total = 0
  book.savedLines = 0
  book.life++
  book.reader = createNumbersReader()
}

/** Takes further lines in. */
export function append(book: Book, lines: readonly Json[]): void {
  for (const line of lines) book.lines.push(line)
  book.reader.add(lines)
}

/** Has all who wait look whether what they wait for is here. */
export function wake(book: Book): void {
  for (const look of [...book.waiting]) look()
}

/** What there is to tell of it now. */
export function toKnown(book: Book): KnownLog {
  const { lines, total, readAt, isFinal, error, life, reader } = book
  const version = JSON.stringify([life, lines.length, total, isFinal, error?.code, error?.requestId])
  return { lines, total, readAt, isFinal, error, version, metrics: reader.metrics, curves: reader.curves }
}
