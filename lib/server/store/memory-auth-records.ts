import 'server-only'
import type { AuthRecords, SessionRecord, TokenRecord } from './auth-records'

/** Records that end with the process. */
export function createMemoryAuthRecords(): AuthRecords {
  const sessions = new Map<string, SessionRecord>()
  const tokens = new Map<string, TokenRecord>()
  const byHash = (hash: string) => [...tokens.values()].find((token) => token.hash === hash) ?? null
  return {
    async addSession(record) {
      sessions.set(record.hash, record)
    },
    async findSession(hash) {
      return sessions.get(hash) ?? null
    },
    async touchSession(hash, seenAt) {
      const record = sessions.get(hash)
      if (record) sessions.set(hash, { ...record, seenAt })
    },
    async removeSession(hash) {
      sessions.delete(hash)
    },
    async removeExpired(now) {
      for (const { hash, expiresAt } of sessions.values()) if (expiresAt <= now) sessions.delete(hash)
    },
    async addToken(record) {
      if (tokens.has(record.name)) return false
      tokens.set(record.name, record)
      return true
    },
    async findToken(hash) {
      return byHash(hash)
    },
    async touchToken(hash, usedAt) {
      const token = byHash(hash)
      if (token) tokens.set(token.name, { ...token, usedAt })
    },
    async listTokens() {
      return [...tokens.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async removeToken(name) {
      return tokens.delete(name)
    },
  }
}
