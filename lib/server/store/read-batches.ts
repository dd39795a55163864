import 'server-only'
import { isAscii } from 'node:buffer'
import { CompiledQuery } from 'kysely'
import { parseDerived } from '@/lib/jobs/derived-text'
import { type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import { type DatabaseText, toColumnText } from './columns'
import { createLazyJob } from './lazy-job'
import { nextTurn } from './next-turn'
import { type PackedJobs, type ReadAhead, toPackedStatement } from './packed-jobs.mjs'
import { type Reads, readRowsOf, readSeq, toNextKey } from './read-jobs'

/**
 * All jobs of a source by key, as the database packs them. `ahead` are those that were read before; they stand for as
 * long as nothing has changed since.
 */
export async function* readBatches(
  engine: Reads,
  source: string,
  onUnreadable: (count: number) => void,
  ahead: ReadAhead | null,
): AsyncGenerator<readonly MirroredJob[]> {
  let unreadable = 0
  const shared = new Map<string, string>()
  const isTrue = ahead?.source === source && ahead.seq === (await readSeq(engine, source))
  const known = isTrue ? ahead.packed[Symbol.asyncIterator]() : null
  for (let after = ''; ; ) {
    const packed = (await known?.next())?.value ?? (await readPacked(engine, source, after))
    if (!packed) break
    const entries = unpack(packed, shared)
    if (entries) yield entries
    else {
      // One of them is damaged, or of an older version.
      const { jobs, count } = await readRowsOf(engine, source, after, packed.count)
      unreadable += count - jobs.length
      yield jobs.map(({ job, deletedAt }) => toMirroredJob(job, deletedAt))
    }
    if (packed.last !== null) after = toNextKey(toColumnText(packed.last), after)
    await nextTurn()
  }
  if (unreadable > 0) onUnreadable(unreadable)
}

async function readPacked(engine: Reads, source: string, after: string): Promise<PackedJobs | null> {
  const { rows } = await engine.run((db) =>
    db.executeQuery<PackedJobs>(CompiledQuery.raw(toPackedStatement(engine.kind), [source, after])),
  )
  const [packed] = rows
  return packed && packed.count > 0 ? packed : null
}

/** The jobs of a batch; `null` where they must be read one by one. Texts that jobs share are kept once. */
function unpack({ raws, facts, count }: PackedJobs, shared: Map<string, string>): MirroredJob[] | null {
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
