import 'server-only'
import type { AuthRecords, SessionRecord, TokenRecord } from './auth-records'
import { type DatabaseText, selectInteger, selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import { parseStoredText, toStoredText } from './stored-text'

/** Records in a database. Each call is one statement, so none needs a transaction. */
export function createSqlAuthRecords({ kind, run }: Pick<Engine, 'kind' | 'run'>): AuthRecords {
  const text = <Name extends string>(name: Name) => selectText(kind, name).as(name)
  const number = <Name extends string>(name: Name) => selectInteger(kind, name).as(name)
  const numberOrNull = <Name extends string>(name: Name) => selectInteger<number | null>(kind, name).as(name)

  return {
    async addSession({ hash, kind, via, name, mark, createdAt, seenAt, expiresAt }) {
      const row = { hash, kind, via, name: fromName(name), mark }
      const times = { created_at: createdAt, seen_at: seenAt, expires_at: expiresAt }
      await run((db) =>
        db
          .insertInto('sessions')
          .values({ ...row, ...times })
          .execute(),
      )
    },
    async findSession(hash) {
      const row = await run((db) =>
        db
          .selectFrom('sessions')
          .select([text('kind'), text('via'), text('name'), text('mark')])
          .select([number('created_at'), number('seen_at'), number('expires_at')])
          .where('hash', '=', hash)
          .executeTakeFirst(),
      )
      return row ? toSession(hash, row) : null
    },
    async touchSession(hash, seenAt) {
      await run((db) =>
        db.updateTable('sessions').set({ seen_at: seenAt }).where('hash', '=', hash).execute(),
      )
    },
    async removeSession(hash) {
      await run((db) => db.deleteFrom('sessions').where('hash', '=', hash).execute())
    },
    async removeExpired(now) {
      await run((db) => db.deleteFrom('sessions').where('expires_at', '<=', now).execute())
    },
    async addToken({ name, hash, scope, createdAt, expiresAt, usedAt }) {
      const row = { name: toStoredText(name), hash, scope: scope === null ? null : toStoredText(scope) }
      const times = { created_at: createdAt, expires_at: expiresAt, used_at: usedAt }
      const added = await run((db) =>
        db
          .insertInto('tokens')
          .values({ ...row, ...times })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .executeTakeFirst(),
      )
      return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
    },
    async findToken(hash) {
      const row = await run((db) =>
        db
          .selectFrom('tokens')
          .select([text('name'), text('hash'), text('scope')])
          .select([number('created_at'), numberOrNull('expires_at'), numberOrNull('used_at')])
          .where('hash', '=', hash)
          .executeTakeFirst(),
      )
      return row ? toToken(row) : null
    },
    async touchToken(hash, usedAt) {
      await run((db) => db.updateTable('tokens').set({ used_at: usedAt }).where('hash', '=', hash).execute())
    },
    async listTokens() {
      const rows = await run((db) =>
        db
          .selectFrom('tokens')
          .select([text('name'), text('hash'), text('scope')])
          .select([number('created_at'), numberOrNull('expires_at'), numberOrNull('used_at')])
          .orderBy('name')
          .execute(),
      )
      return rows.map(toToken)
    },
    async removeToken(name) {
      const removed = await run((db) =>
        db.deleteFrom('tokens').where('name', '=', toStoredText(name)).executeTakeFirst(),
      )
      return Number(removed.numDeletedRows) > 0
    },
  }
}

/** A column that may be empty: a name that is '' is none. */
const fromName = (name: string | null) => toStoredText(name ?? '')
const toName = (text: DatabaseText) => parseStoredText(toColumnText(text)) || null

function toSession(
  hash: string,
  row: {
    kind: DatabaseText
    via: DatabaseText
    name: DatabaseText
    mark: DatabaseText
    created_at: number
    seen_at: number
    expires_at: number
  },
): SessionRecord {
  return {
    hash,
    kind: toColumnText(row.kind) === 'session' ? 'session' : 'browser',
    via: toColumnText(row.via) === 'oidc' ? 'oidc' : 'password',
    name: toName(row.name),
    mark: toColumnText(row.mark),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  }
}

function toToken(row: {
  name: DatabaseText
  hash: DatabaseText
  scope: DatabaseText | null
  created_at: number
  expires_at: number | null
  used_at: number | null
}): TokenRecord {
  return {
    name: parseStoredText(toColumnText(row.name)),
    hash: toColumnText(row.hash),
    scope: row.scope === null ? null : parseStoredText(toColumnText(row.scope)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }
}
