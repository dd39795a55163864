import 'server-only'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Json } from '@/lib/jobs/json'
import { type DatabaseText, selectInteger, selectNumber, selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import type { LogStore } from './log-store'
import { toJobKey } from './stored-text'
import { nextSeq, write } from './write-jobs'

const zip = promisify(gzip)
const unzip = promisify(gunzip)

/** Logs in a database. Their lines are JSON, packed to a tenth, in letters that no database alters. */
export function createSqlLogStore(engine: Engine): LogStore {
  const { kind } = engine

  return {
    async log(source, job_id) {
      const row = await engine.run((db) =>
        db
          .selectFrom('job_logs')
          .select([
            selectInteger(kind, 'lines').as('lines'),
            selectInteger(kind, 'total').as('total'),
            selectInteger(kind, 'read_at').as('readAt'),
            selectInteger<number | null>(kind, 'final_seq').as('final_seq'),
            ...selectFigures(kind),
          ])
          .where('source', '=', source)
          .where('job_id', '=', toJobKey(job_id))
          .executeTakeFirst(),
      )
      if (!row) return null
      const { final_seq, lines, total, readAt, ...figures } = row
      const isFinal = final_seq !== null
      return { lines, total, readAt, isFinal, figures: isFinal ? figures : null }
    },

    async piece(source, job_id, piece) {
      const row = await engine.run((db) =>
        db
          .selectFrom('job_log_lines')
          .select(selectText(kind, 'packed').as('packed'))
          .where('source', '=', source)
          .where('job_id', '=', toJobKey(job_id))
          .where('piece', '=', piece)
          .executeTakeFirst(),
      )
      return row ? unpack(row.packed) : null
    },

    async saveLog(source, job_id, { lines, total, readAt, isFinal, figures }, pieces, outlook) {
      const key = { source, job_id: toJobKey(job_id) }
      const packed = await Promise.all(
        [...pieces].map(async ([piece, content]) => ({ ...key, piece, packed: await pack(content) })),
      )
      await write({ engine, source, epoch: null }, async (transaction) => {
        if (packed.length > 0)
          await transaction
            .insertInto('job_log_lines')
            .values(packed)
            .onConflict((conflict) =>
              conflict
                .columns(['source', 'job_id', 'piece'])
                .doUpdateSet((eb) => ({ packed: eb.ref('excluded.packed') })),
            )
            .execute()
        const final_seq = isFinal ? await nextSeq(transaction, engine, source) : null
        const told = outlook !== undefined && {
          started_at: outlook?.startedAt ?? null,
          expected_end_at: outlook?.expectedEndAt ?? null,
          outlook_seq: await nextSeq(transaction, engine, source),
        }
        const row = { lines, total, read_at: readAt, final_seq, ...(figures ?? NO_FIGURES), ...told }
        await transaction
          .insertInto('job_logs')
          .values({ ...key, ...row })
          .onConflict((conflict) => conflict.columns(['source', 'job_id']).doUpdateSet(row))
          .execute()
      })
    },

    async checkpoints(source, job_id) {
      const row = await engine.run((db) =>
        db
          .selectFrom('job_checkpoints')
          .select([selectText(kind, 'list').as('list'), selectInteger(kind, 'read_at').as('readAt')])
          .where('source', '=', source)
          .where('job_id', '=', toJobKey(job_id))
          .executeTakeFirst(),
      )
      const list = row ? parseList<{ [field: string]: Json }>(toColumnText(row.list)) : null
      return row && list ? { list, readAt: row.readAt } : null
    },

    async saveCheckpoints(source, job_id, { list, readAt }) {
      const row = { list: JSON.stringify(list), read_at: readAt }
      await write({ engine, source, epoch: null }, async (transaction) => {
        await transaction
          .insertInto('job_checkpoints')
          .values({ source, job_id: toJobKey(job_id), ...row })
          .onConflict((conflict) => conflict.columns(['source', 'job_id']).doUpdateSet(row))
          .execute()
      })
    },

    async toldLogs(source, since) {
      const rows = await engine.run((db) =>
        db
          .selectFrom('job_logs')
          .select([
            selectText(kind, 'job_id').as('job_id'),
            selectInteger<number | null>(kind, 'final_seq').as('final_seq'),
            selectInteger<number | null>(kind, 'outlook_seq').as('outlook_seq'),
            selectInteger<number | null>(kind, 'started_at').as('started_at'),
            selectInteger<number | null>(kind, 'expected_end_at').as('expected_end_at'),
            ...selectFigures(kind),
          ])
          .where('source', '=', source)
          .where((eb) => eb.or([eb('final_seq', '>', since), eb('outlook_seq', '>', since)]))
          .execute(),
      )
      return rows
        .map(({ job_id, final_seq, outlook_seq, started_at, expected_end_at, ...figures }) => ({
          job_id: toColumnText(job_id),
          figures: final_seq === null ? null : figures,
          outlook:
            started_at === null || expected_end_at === null
              ? null
              : { startedAt: started_at, expectedEndAt: expected_end_at },
          seq: Math.max(final_seq ?? 0, outlook_seq ?? 0),
        }))
        .sort((a, b) => a.seq - b.seq)
    },
  }
}

const NO_FIGURES = { best_eval_loss: null, final_loss: null, steps: null }

function selectFigures(kind: Engine['kind']) {
  return [
    selectNumber(kind, 'best_eval_loss').as('best_eval_loss'),
    selectNumber(kind, 'final_loss').as('final_loss'),
    selectNumber(kind, 'steps').as('steps'),
  ] as const
}

async function pack(lines: readonly Json[]): Promise<string> {
  return (await zip(JSON.stringify(lines))).toString('base64')
}

/** `null` where the disk has changed it. */
async function unpack(packed: DatabaseText): Promise<Json[] | null> {
  try {
    return parseList((await unzip(Buffer.from(toColumnText(packed), 'base64'))).toString())
  } catch {
    return null
  }
}

function parseList<T extends Json>(text: string): T[] | null {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : null
  } catch {
    return null
  }
}
