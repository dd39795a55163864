import 'server-only'
import type { Json } from '@/lib/jobs/json'
import { selectInteger, selectText, toColumnText } from './columns'
import type { Reads } from './read-jobs'
import type { NoteChanges } from './store'
import { nextSeq, type Writer, write } from './write-jobs'

/** Under which the notes of a source are counted and announced: who follows jobs need not look for each of them. */
export function toNotesCounter(source: string): string {
  return `${source} notes`
}

/** Leaves a note. */
export function writeNote(writer: Writer, name: string, content: Json): Promise<void> {
  const { engine, source } = writer
  return write(writer, async (transaction) => {
    const change_seq = await nextSeq(transaction, engine, toNotesCounter(source))
    const row = { content: JSON.stringify(content), change_seq }
    await transaction
      .insertInto('notes')
      .values({ source, name, ...row })
      .onConflict((conflict) => conflict.columns(['source', 'name']).doUpdateSet(row))
      .execute()
  })
}

/** Notes written after a number, in their order; one that a damage has made no JSON is left out. */
export async function readNotes(engine: Reads, source: string, since: number): Promise<NoteChanges> {
  const rows = await engine.run((db) =>
    db
      .selectFrom('notes')
      .select([
        selectText(engine.kind, 'name').as('name'),
        selectText(engine.kind, 'content').as('content'),
        selectInteger(engine.kind, 'change_seq').as('change_seq'),
      ])
      .where('source', '=', source)
      .where('change_seq', '>', since)
      .orderBy('change_seq')
      .execute(),
  )
  return {
    seq: Math.max(since, rows.at(-1)?.change_seq ?? 0),
    notes: rows.flatMap((row) => {
      try {
        return [{ name: toColumnText(row.name), content: JSON.parse(toColumnText(row.content)) }]
      } catch {
        return []
      }
    }),
  }
}
