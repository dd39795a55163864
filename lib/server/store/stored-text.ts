import 'server-only'
import { createHash } from 'node:crypto'

/** Postgres takes no NUL, SQLite ends a text there; half of a surrogate pair survives in neither. No key is empty. */
const UNSAFE = /^"|^$|\0|\p{Surrogate}/u
/** A key of more than 2,700 bytes does not fit into an index of Postgres. */
const LONGEST_KEY = 600

/** A text in a form that every database gives back as it was: itself, or where that would not do, as JSON. */
export function toStoredText(text: string): string {
  return UNSAFE.test(text) ? JSON.stringify(text) : text
}

/** The text that {@link toStoredText} was given. */
export function parseStoredText(stored: string): string {
  if (!stored.startsWith('"')) return stored
  try {
    return String(JSON.parse(stored))
  } catch {
    return stored
  }
}

/** Under which a job is kept: its id, or where that is too long or no text for a database, a digest. */
export function toJobKey(job_id: string): string {
  const key = toStoredText(job_id)
  return key.length <= LONGEST_KEY ? key : `"sha256 ${createHash('sha256').update(key).digest('hex')}`
}
