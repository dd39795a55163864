import 'server-only'
import { type StoreCode, StoreError } from './store-error'

/** Codes of SQLite by their beginning, and of the operating system. */
const CODES: readonly (readonly [beginning: string, code: StoreCode, what: string])[] = [
  ['SQLITE_CORRUPT', 'StoreCorrupt', 'is damaged'],
  ['SQLITE_NOTADB', 'StoreCorrupt', 'is no database'],
  ['SQLITE_FULL', 'StoreFull', 'finds no room on its disk'],
  ['ENOSPC', 'StoreFull', 'finds no room on its disk'],
  ['EDQUOT', 'StoreFull', 'finds no room on its disk'],
  ['SQLITE_READONLY', 'StoreReadOnly', 'is read-only'],
  ['EROFS', 'StoreReadOnly', 'is on a read-only disk'],
  ['SQLITE_PERM', 'StoreNoPermission', 'may not be used by this process'],
  ['SQLITE_AUTH', 'StoreNoPermission', 'may not be used by this process'],
  ['EACCES', 'StoreNoPermission', 'may not be used by this process'],
  ['EPERM', 'StoreNoPermission', 'may not be used by this process'],
  ['SQLITE_CANTOPEN', 'StoreNoPermission', 'cannot be opened'],
  ['SQLITE_BUSY', 'StoreUnavailable', 'is locked by another program'],
  ['SQLITE_LOCKED', 'StoreUnavailable', 'is locked by another program'],
]

/** What libsql says where a flipped bit made a name, a text or a number of the file another one. */
const DAMAGE =
  /malformed|unsupported file format|no such (table|column|index)|has no column|utf-?8|not a database/i

/** The fault of a file, in one line that names it. */
export function toSqliteFault(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error
  const text = error instanceof Error ? error.message : String(error)
  const code = toCode(error, text)
  const [, found, what] = CODES.find(([beginning]) => code.startsWith(beginning)) ?? [
    '',
    DAMAGE.test(text) ? 'StoreCorrupt' : 'StoreUnavailable',
    DAMAGE.test(text) ? 'is damaged' : 'failed',
  ]
  const message = `The database ${JSON.stringify(path)} (DATABASE_URL) ${what}: ${toLine(text)}`
  return new StoreError(found as StoreCode, message, { cause: error })
}

export function isBusy(error: unknown): boolean {
  return toCode(error, '').startsWith('SQLITE_BUSY')
}

function toCode(error: unknown, text: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // An error of opening has no code but a number in its text.
  return code || (/ConnectionFailed\(.*: 14"?\)/.test(text) ? 'SQLITE_CANTOPEN' : '')
}

function toLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 200)
}
