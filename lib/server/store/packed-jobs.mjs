// @ts-check
import { resolve } from 'node:path'

/**
 * Jobs as a database packs them: each value that a driver hands over costs more than what is in it, so of many jobs it
 * gives the texts as sent, one a line, and what is derived of them, as the parts of a JSON array.
 * @typedef {{ raws: ArrayBuffer | string, facts: ArrayBuffer | string, last: ArrayBuffer | string | null, count: number }} PackedJobs
 *
 * What was read of a source ahead of the store, and the number of the last change that is in it.
 * @typedef {{ source: string, seq: number, packed: AsyncIterable<PackedJobs> }} ReadAhead
 */

/** The path of a `file:` URL. @param {string} databaseUrl */
export const toFilePath = (databaseUrl) => resolve(databaseUrl.replace(/^file:(\/\/(?=\/))?/, ''))

/** Rows in one piece: a database holds the event loop about 5 ms for them. */
const BATCH = 1_000

/**
 * The statement that packs the next jobs of a source behind a key, given as its two parameters.
 * @param {'sqlite' | 'postgres'} kind
 */
export function toPackedStatement(kind) {
  const isLite = kind === 'sqlite'
  const text = (/** @type {string} */ value) => (isLite ? `cast(${value} as blob)` : value)
  const line = isLite ? 'char(10)' : 'chr(10)'
  return `
    select ${text(`string_agg(raw, ${line})`)} as raws,
      ${text(`string_agg('[' || derived || ',' || coalesce(cast(deleted_at as text), 'null') || ']', ',')`)} as facts,
      ${text('max(job_id)')} as last, count(*) as count
    from (select job_id, raw, derived, deleted_at from jobs
      where source = ${isLite ? '?' : '$1'} and job_id > ${isLite ? '?' : '$2'} order by job_id limit ${BATCH}) as batch`
}
