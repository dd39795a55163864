import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine'

type Kind = Engine['kind']

/** A text as a database gives it; see {@link selectText}. */
export type DatabaseText = string | ArrayBuffer

/**
 * A column of text, to be selected. Of a damaged file it may hold no UTF-8, and libsql ends the process over that: from
 * SQLite it comes as bytes.
 */
export function selectText(kind: Kind, column: string): RawBuilder<DatabaseText> {
  return kind === 'sqlite' ? sql`cast(${sql.ref(column)} as blob)` : sql`${sql.ref(column)}`
}

/** A column of whole numbers, to be selected; in a damaged file it may hold a text. */
export function selectInteger<T extends number | null = number>(kind: Kind, column: string): RawBuilder<T> {
  return kind === 'sqlite' ? sql`cast(${sql.ref(column)} as integer)` : sql`${sql.ref(column)}`
}

/** A column of numbers that may have fractions; in a damaged file it may hold a text. */
export function selectNumber(kind: Kind, column: string): RawBuilder<number | null> {
  return kind === 'sqlite' ? sql`cast(${sql.ref(column)} as real)` : sql`${sql.ref(column)}`
}

/** The text, '' where it is damaged. */
export function toColumnText(text: DatabaseText): string {
  if (typeof text === 'string') return text
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text)
  } catch {
    return ''
  }
}
