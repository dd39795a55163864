import 'server-only'

/** Somebody who signed in, or a browser that somebody signed in with. Times are milliseconds since 1970. */
export type SessionRecord = {
  /** A digest of the secret that the browser holds. */
  readonly hash: string
  readonly kind: 'session' | 'browser'
  /** By what he signed in. */
  readonly via: 'password' | 'oidc'
  readonly name: string | null
  /** Of the settings that let him in: it is over when they are others. */
  readonly mark: string
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
}

/** A token for scripts. Times are milliseconds since 1970. */
export type TokenRecord = {
  readonly name: string
  readonly hash: string
  /** `null` reads everything; else the one path with query that it is good for. */
  readonly scope: string | null
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly usedAt: number | null
}

/** Who may enter, kept beside the jobs so that it outlives a restart and holds for every replica. Rejects with StoreError. */
export type AuthRecords = {
  addSession(record: SessionRecord): Promise<void>
  findSession(hash: string): Promise<SessionRecord | null>
  touchSession(hash: string, seenAt: number): Promise<void>
  removeSession(hash: string): Promise<void>
  /** Removes those that had run out at that time. */
  removeExpired(now: number): Promise<void>
  /** Gives false where the name is taken. */
  addToken(record: TokenRecord): Promise<boolean>
  findToken(hash: string): Promise<TokenRecord | null>
  touchToken(hash: string, usedAt: number): Promise<void>
  /** Ordered by name. */
  listTokens(): Promise<TokenRecord[]>
  /** Gives false where there is none of that name. */
  removeToken(name: string): Promise<boolean>
}
