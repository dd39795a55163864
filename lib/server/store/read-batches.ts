import 'server-only'
import { isAscii } from 'node:buffer'
import { sql } from 'kysely'
import { parseDerived } from '@/lib/jobs/derived-text'
import { type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import { type DatabaseText, toColumnText } from './columns'
import { createLazyJob } from './lazy-job'
import { nextTurn } from './next-turn'
import { type Reads, readRowsOf, toNextKey } from './read-jobs'

/** Rows in one piece: the database holds the event loop about 5 ms for them. */
const BATCH = 1_000

type Packed = { raws: DatabaseText; facts: DatabaseText; last: DatabaseText | null; count: number }

/**
 * All jobs of a source by key. Each value that a driver hands over costs more than what is in it, so the database packs
 * a batch into two texts: the jobs as sent, one a line, and what is derived of them.
 */
export async function* readBatches(
  engine: Reads,
  source: string,
  onUnreadable: (count: number) => void,
): AsyncGenerator<readonly MirroredJob[]> {
  let unreadable = 0
  const shared = new Map<string, string>()
  for (let after = ''; ; ) {
    const packed = await readPacked(engine, source, after)
    if (!packed) break
    const entries = unpack(packed, shared)
    if (entries) yield entries
    else {
      // One of them is damaged, or of an older version.
      const { jobs, count } = await readRowsOf(engine, source, after, BATCH)
      unreadable += count - jobs.length
      yield jobs.map(({ job, deletedAt }) => toMirroredJob(job, deletedAt))
    }
    if (packed.last !== null) after = toNextKey(toColumnText(packed.last), after)
    await nextTurn()
  }
  if (unreadable > 0) onUnreadable(unreadable)
}

async function readPacked(engine: Reads, source: string, after: string): Promise<Packed | null> {
  const text = (value: ReturnType<typeof sql>) =>
    engine.kind === 'sqlite' ? sql`cast(${value} as blob)` : value
  const line = engine.kind === 'sqlite' ? sql`char(10)` : sql`chr(10)`
  const { rows } = await engine.run((db) =>
    sql<Packed>`
      select ${text(sql`string_agg(raw, ${line})`)} as raws,
        ${text(sql`string_agg('[' || derived || ',' || coalesce(cast(deleted_at as text), 'null') || ']', ',')`)} as facts,
        ${text(sql`max(job_id)`)} as last, count(*) as count
      from (select job_id, raw, derived, deleted_at from jobs
        where source = ${source} and job_id > ${after} order by job_id limit ${sql.lit(BATCH)}) as batch
    `.execute(db),
  )
  const [packed] = rows
  return packed && packed.count > 0 ? packed : null
}

/** The jobs of a batch; `null` where they must be read one by one. Texts that jobs share are kept once. */
function unpack({ raws, facts, count }: Packed, shared: Map<string, string>): MirroredJob[] | null {
  const bytes = typeof raws === 'string' ? Buffer.from(raws) : Buffer.from(raws)
  let parsed: Json[]
  try {
    parsed = JSON.parse(`[${toAscii(facts)}]`)
  } catch {
    return null
  }
  if (parsed.length !== count) return null
  const entries: MirroredJob[] = []
  let from = 0
  for (const fact of parsed) {
    const found = bytes.indexOf(10, from)
    const end = found === -1 ? bytes.length : found
    const [derived, deletedAt] = Array.isArray(fact) ? fact : []
    const fields = parseDerived(derived)
    if (!fields || from > bytes.length || (deletedAt !== null && typeof deletedAt !== 'number')) return null
    for (const name of SHARED) fields[name] = toShared(fields[name], shared)
    entries.push(createLazyJob(fields, deletedAt, { bytes, from, end }))
    from = end + 1
  }
  return from === bytes.length + 1 ? entries : null
}

/** The text, '' where it is damaged. */
function toAscii(text: DatabaseText): string {
  if (typeof text === 'string') return text
  return isAscii(text) ? Buffer.from(text).toString('latin1') : ''
}

const SHARED = ['status', 'base_model', 'model', 'training_type', 'creator'] as const

function toShared(text: string, shared: Map<string, string>): string {
  const known = shared.get(text)
  if (known === undefined) shared.set(text, text)
  return known ?? text
}
