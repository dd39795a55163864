import 'server-only'
import type { AuthRecords, SessionRecord } from '../store/auth-records'
import { createSecret, hashSecret } from './secret'
import type { Viewer } from './viewer'

const IDLE_MS = 12 * 3_600_000

/** Longest life of a sign-in, and of the mark that a browser is one of the team's. In seconds. */
export const SESSION_SECONDS = 7 * 86_400
export const BROWSER_SECONDS = 180 * 86_400

/** How exact the last use of a session is kept: each note of it is a write. */
const TOUCH_MS = 5 * 60_000
/** Sessions remembered for the time while the database is away. */
const MOST = 5_000

export type Sessions = {
  /** Begins a session; gives the secret for the browser. `mark` is of the settings that let him in. */
  begin(viewer: Viewer & { via: 'password' | 'oidc' }, mark: string): Promise<string>
  /** Notes that a browser is one of the team's; gives the secret for it. */
  beginBrowser(mark: string): Promise<string>
  /** Who holds this secret; `null` where nobody does, or no longer. */
  find(secret: string): Promise<Viewer | null>
  /** Whether the secret is one of a browser that somebody signed in with; its digest, else `null`. */
  findBrowser(secret: string): Promise<string | null>
  /** Ends a session at once and for good; gives whose it was. */
  end(secret: string): Promise<Viewer | null>
}

/**
 * Sign-ins, kept in the store so that they outlive a restart and an ended one ends everywhere. `marks` are those of the
 * settings that stand now.
 */
export function createSessions(
  records: AuthRecords,
  marks: { readonly [Via in 'password' | 'oidc']: string | null },
  clock: () => number,
): Sessions {
  const known = new Map<string, SessionRecord>()

  async function add(
    kind: SessionRecord['kind'],
    viewer: Viewer & { via: 'password' | 'oidc' },
    mark: string,
  ): Promise<string> {
    const secret = createSecret()
    const now = clock()
    await records.removeExpired(now)
    await records.addSession({
      hash: hashSecret(secret),
      kind,
      via: viewer.via,
      name: viewer.name,
      mark,
      createdAt: now,
      seenAt: now,
      expiresAt: now + (kind === 'session' ? SESSION_SECONDS : BROWSER_SECONDS) * 1000,
    })
    return secret
  }

  /** What the store says; while it is away, what it said last. */
  async function read(hash: string): Promise<SessionRecord | null> {
    let record: SessionRecord | null
    try {
      record = await records.findSession(hash)
    } catch (error) {
      const last = known.get(hash)
      if (!last) throw error
      return last
    }
    known.delete(hash)
    if (record) known.set(hash, record)
    if (known.size > MOST) for (const oldest of [...known.keys()].slice(0, MOST / 2)) known.delete(oldest)
    return record
  }

  async function findValid(secret: string, kind: SessionRecord['kind']): Promise<SessionRecord | null> {
    const record = await read(hashSecret(secret))
    const now = clock()
    if (record?.kind !== kind || record.mark !== marks[record.via] || record.expiresAt <= now) return null
    if (kind === 'session' && record.seenAt + IDLE_MS <= now) return null
    return record
  }

  const toViewer = ({ via, name }: SessionRecord): Viewer => ({ via, name })

  return {
    begin: (viewer, mark) => add('session', viewer, mark),
    beginBrowser: (mark) => add('browser', { via: 'password', name: null }, mark),
    async find(secret) {
      const record = await findValid(secret, 'session')
      if (!record) return null
      const now = clock()
      if (now - record.seenAt > TOUCH_MS) {
        known.set(record.hash, { ...record, seenAt: now })
        // That it cannot be noted ends no request; the session only looks older than it is.
        await records.touchSession(record.hash, now).catch(() => {})
      }
      return toViewer(record)
    },
    async findBrowser(secret) {
      return (await findValid(secret, 'browser'))?.hash ?? null
    },
    async end(secret) {
      const record = await findValid(secret, 'session').catch(() => null)
      const hash = hashSecret(secret)
      await records.removeSession(hash)
      known.delete(hash)
      return record && toViewer(record)
    },
  }
}
