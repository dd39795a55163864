import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { selectInteger, selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import { parseRaw } from './read-jobs'
import type { Outbox, StatusEvent, WaitingNotice } from './store'
import { parseStoredText, toJobKey } from './stored-text'
import { type Writer, write } from './write-jobs'

/** Events of one transaction; those of one number come together, and no number stands for so many. */
const BATCH = 500

/** The outbox of a database. `toWriter` says under which epoch is written. */
export function createSqlOutbox(engine: Engine, toWriter: (source: string) => Writer): Outbox {
  return {
    async open(source, targets) {
      await write(toWriter(source), async (transaction) => {
        const gone = (names: readonly string[]) => (names.length > 0 ? names : [''])
        for (const table of ['notify_targets', 'notify_outbox'] as const)
          await transaction
            .deleteFrom(table)
            .where('source', '=', source)
            .where('target', 'not in', gone(targets))
            .execute()
        if (targets.length === 0) return
        const { seq } = await transaction
          .selectFrom('change_counters')
          .select(selectInteger(engine.kind, 'seq').as('seq'))
          .where('source', '=', source)
          .executeTakeFirstOrThrow()
        await transaction
          .insertInto('notify_targets')
          .values(targets.map((target) => ({ source, target, seq })))
          .onConflict((conflict) => conflict.columns(['source', 'target']).doNothing())
          .execute()
      })
    },
    async fill(source, now, pick) {
      let more = false
      await write(toWriter(source), async (transaction) => {
        const stands = await transaction
          .selectFrom('notify_targets')
          .select(['target', selectInteger(engine.kind, 'seq').as('seq')])
          .where('source', '=', source)
          .execute()
        if (stands.length === 0) return
        const since = Math.min(...stands.map(({ seq }) => seq))
        const found = await transaction
          .selectFrom('jobs')
          .innerJoin('job_events', (join) =>
            join
              .onRef('job_events.source', '=', 'jobs.source')
              .onRef('job_events.job_id', '=', 'jobs.job_id'),
          )
          .select([
            selectText(engine.kind, 'jobs.job_id').as('key'),
            selectText(engine.kind, 'jobs.raw').as('raw'),
            selectText(engine.kind, 'job_events.status').as('status'),
            selectInteger(engine.kind, 'job_events.seq').as('seq'),
            selectInteger(engine.kind, 'job_events.observed_at').as('observed_at'),
          ])
          .where('jobs.source', '=', source)
          // Every event changed its job, so the index over changes leads to the few that can have one.
          .where('jobs.change_seq', '>', since)
          .where('job_events.seq', '>', since)
          .orderBy('job_events.seq')
          .limit(BATCH + 1)
          .execute()
        more = found.length > BATCH
        const cut = more ? found.at(-1)?.seq : undefined
        const rows = found.filter((row) => row.seq !== cut)
        const last = rows.at(-1)?.seq
        if (last === undefined) return
        for (const row of rows) {
          const event = toEvent(source, row)
          if (!event) continue
          const wanted = new Set(pick(event))
          const notices = stands.filter(({ target, seq }) => wanted.has(target) && seq < event.seq)
          if (notices.length === 0) continue
          const content = JSON.stringify(event)
          await transaction
            .insertInto('notify_outbox')
            .values(
              notices.map(({ target }) => ({
                source,
                target,
                event_id: event.id,
                seq: event.seq,
                content,
                attempts: 0,
                created_at: now,
                next_at: now,
              })),
            )
            .onConflict((conflict) => conflict.doNothing())
            .execute()
        }
        await transaction
          .updateTable('notify_targets')
          .set({ seq: last })
          .where('source', '=', source)
          .where('seq', '<', last)
          .execute()
      })
      return more
    },
    async due(source, target, now, limit) {
      const rows = await engine.run((db) =>
        db
          .selectFrom('notify_outbox')
          .select([
            selectText(engine.kind, 'content').as('content'),
            selectInteger(engine.kind, 'attempts').as('attempts'),
            selectInteger(engine.kind, 'created_at').as('created_at'),
            selectInteger(engine.kind, 'next_at').as('next_at'),
          ])
          .where('source', '=', source)
          .where('target', '=', target)
          .orderBy('seq')
          .limit(limit)
          .execute(),
      )
      // What comes behind one that waits comes after it.
      const waits = rows.findIndex(({ next_at }) => next_at > now)
      return rows.slice(0, waits < 0 ? rows.length : waits).flatMap((row): WaitingNotice[] => {
        const event: StatusEvent = JSON.parse(toColumnText(row.content))
        return [{ event, target, attempts: row.attempts, createdAt: row.created_at }]
      })
    },
    remove: (source, { event, target }) =>
      write(toWriter(source), async (transaction) => {
        await transaction
          .deleteFrom('notify_outbox')
          .where('source', '=', source)
          .where('target', '=', target)
          .where('event_id', '=', event.id)
          .execute()
      }),
    postpone: (source, { event, target }, nextAt) =>
      write(toWriter(source), async (transaction) => {
        await transaction
          .updateTable('notify_outbox')
          .set((eb) => ({ attempts: eb('attempts', '+', 1), next_at: nextAt }))
          .where('source', '=', source)
          .where('target', '=', target)
          .where('event_id', '=', event.id)
          .execute()
      }),
    waiting: (source) =>
      engine.run(async (db) => {
        const { count } = await db
          .selectFrom('notify_outbox')
          .select(sql<number>`count(*)`.as('count'))
          .where('source', '=', source)
          .executeTakeFirstOrThrow()
        return Number(count)
      }),
  }
}

type EventRow = {
  key: string | ArrayBuffer
  raw: string | ArrayBuffer
  status: string | ArrayBuffer
  seq: number
  observed_at: number
}

function toEvent(source: string, row: EventRow): StatusEvent | null {
  const job = parseRaw(toColumnText(row.raw), toColumnText(row.key))
  if (!job) return null
  const status = parseStoredText(toColumnText(row.status))
  return {
    id: toEventId(source, job.job_id, row.seq),
    seq: row.seq,
    job,
    status,
    observedAt: row.observed_at,
  }
}

/** The same for one change of status in all processes and attempts. */
export function toEventId(source: string, job_id: string, seq: number): string {
  const digest = createHash('sha256').update(JSON.stringify([source, toJobKey(job_id), seq]))
  return `evt_${digest.digest('base64url').slice(0, 24)}`
}
