import 'server-only'
import { StoreError } from './store-error'

/** Faults that waiting will not mend, by the beginning of their SQLSTATE: password, database, rights, name. */
const FINAL = /^(28|3D|42501|3F|EAI_NONAME)/

/** By the beginning of its SQLSTATE: data that are none for it, that break a rule, or are too large. */
const REFUSED = /^(22|23|54)/

/** The fault of a Postgres database, in one line. `DATABASE_URL` holds a password: of it nothing is said. */
export function toPostgresFault(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const text = error instanceof Error ? error.message : String(error)
  const code = toCode(error)
  const said = (text || code).replaceAll(/\s+/g, ' ').slice(0, 200)
  const known = REFUSED.test(code)
    ? 'StoreRefused'
    : code === '53100'
      ? 'StoreFull'
      : code === '25006'
        ? 'StoreReadOnly'
        : 'StoreUnavailable'
  return new StoreError(known, `The Postgres database (DATABASE_URL) failed: ${said}`, { cause: error })
}

/** Whether it would be no use to try again. */
export function isFinal(error: unknown): boolean {
  return error instanceof StoreError
    ? error.code !== 'StoreUnavailable' || isFinal(error.cause)
    : FINAL.test(toCode(error))
}

function toCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
