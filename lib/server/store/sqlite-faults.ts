import 'server-only'
import { type StoreCode, StoreError } from './store-error'

type Kind = readonly [code: StoreCode, what: string]

const CORRUPT: Kind = ['StoreCorrupt', 'is damaged']
const FULL: Kind = ['StoreFull', 'finds no room on its disk']
const READ_ONLY: Kind = ['StoreReadOnly', 'is read-only']
const NOT_ALLOWED: Kind = ['StoreNoPermission', 'may not be used by this process']
const LOCKED: Kind = ['StoreUnavailable', 'is locked by another program']
const REFUSED: Kind = ['StoreRefused', 'does not take what it was given']
const FAILED: Kind = ['StoreUnavailable', 'failed']

const BUSY = 5

/** By SQLite's number, of which only the lowest byte counts: libsql knows the names of few of the others. */
const BY_NUMBER: { readonly [number: number]: Kind } = {
  3: NOT_ALLOWED,
  [BUSY]: LOCKED,
  6: LOCKED,
  8: READ_ONLY,
  11: CORRUPT,
  13: FULL,
  14: ['StoreNoPermission', 'cannot be opened'],
  18: REFUSED,
  19: REFUSED,
  20: REFUSED,
  23: NOT_ALLOWED,
  25: REFUSED,
  26: ['StoreCorrupt', 'is no database'],
}

/** By the name that the operating system gives it. */
const BY_NAME: { readonly [name: string]: Kind } = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EEXIST: ['StoreNoPermission', 'has no folder to be in'],
  ENOTDIR: ['StoreNoPermission', 'has no folder to be in'],
}

/** What is said without a number of its own where a flipped bit made a name or a text of the file another one. */
const DAMAGE = /malformed|unsupported file format|no such (table|column|index)|has no column|utf-?8/i

/** The fault of a file, in one line that names it. */
export function toSqliteFault(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error
  const text = error instanceof Error ? error.message : String(error)
  const [code, what] = toKind(error, text)
  const said = text.replaceAll(/\s+/g, ' ').slice(0, 200)
  return new StoreError(code, `The database ${JSON.stringify(path)} (DATABASE_URL) ${what}: ${said}`, {
    cause: error,
  })
}

/** Whether SQLite says that another connection holds the database: it may be free in a moment. */
export function isBusy(error: unknown): boolean {
  return toNumber(error, '') === BUSY
}

function toKind(error: unknown, text: string): Kind {
  const number = toNumber(error, text)
  const name = error instanceof Error && 'code' in error ? String(error.code) : ''
  return BY_NUMBER[number ?? 0] ?? BY_NAME[name] ?? (DAMAGE.test(text) ? CORRUPT : FAILED)
}

function toNumber(error: unknown, text: string): number | null {
  if (error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number')
    return error.rawCode & 0xff
  // An error of opening has its number in its text alone.
  const [, number] = /ConnectionFailed\(.*: (\d+)"?\)/.exec(text) ?? []
  return number === undefined ? null : Number(number) & 0xff
}
