import { describe, expect, it } from 'vitest'
import type { AuthRecords } from '../store/auth-records'
import { createMemoryAuthRecords } from '../store/memory-auth-records'
import { StoreError } from '../store/store-error'
import { createSessions } from './sessions'

const HOUR = 3_600_000
const START = 1_764_000_000_000
const ANA = { via: 'oidc', name: 'ana@team.example' } as const

function start(records: AuthRecords = createMemoryAuthRecords(), marks = { password: 'p1', oidc: 'o1' }) {
  const time = { now: START }
  return { time, records, sessions: createSessions(records, marks, () => time.now) }
}

describe('sessions', () => {
  it('know who holds the secret, and keep only its digest', async () => {
    const records = createMemoryAuthRecords()
    const kept: string[] = []
    const { sessions } = start({
      ...records,
      addSession: (record) => {
        kept.push(JSON.stringify(record))
        return records.addSession(record)
      },
    })
    const secret = await sessions.begin(ANA, 'o1')
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(await sessions.find(secret)).toEqual(ANA)
    expect(kept.join()).not.toContain(secret)
    expect(await sessions.find(`${secret}x`)).toBeNull()
  })

  it('end 12 hours after their last use', async () => {
    const { sessions, time } = start()
    const secret = await sessions.begin(ANA, 'o1')
    time.now += 11 * HOUR
    expect(await sessions.find(secret)).toEqual(ANA)
    time.now += 11 * HOUR
    expect(await sessions.find(secret)).toEqual(ANA)
    time.now += 12 * HOUR
    expect(await sessions.find(secret)).toBeNull()
  })

  it('end after seven days, however much they are used', async () => {
    const { sessions, time } = start()
    const secret = await sessions.begin(ANA, 'o1')
    for (let hours = 0; hours < 7 * 24 - 2; hours += 2) {
      time.now += 2 * HOUR
      expect(await sessions.find(secret)).toEqual(ANA)
    }
    time.now += 2 * HOUR
    expect(await sessions.find(secret)).toBeNull()
  })

  it('end when what let them in has changed, also over a restart', async () => {
    const { records, sessions } = start()
    const password = await sessions.begin({ via: 'password', name: null }, 'p1')
    const oidc = await sessions.begin(ANA, 'o1')
    const browser = await sessions.beginBrowser('p1')
    const after = start(records, { password: 'p2', oidc: 'o1' }).sessions
    expect(await after.find(password)).toBeNull()
    expect(await after.findBrowser(browser)).toBeNull()
    expect(await after.find(oidc)).toEqual(ANA)
    expect(await start(records).sessions.find(password)).not.toBeNull()
  })

  it('end at a sign-out, for every copy and every replica', async () => {
    const { records, sessions } = start()
    const replica = start(records).sessions
    const secret = await sessions.begin(ANA, 'o1')
    expect(await replica.find(secret)).toEqual(ANA)
    expect(await sessions.end(secret)).toEqual(ANA)
    expect(await sessions.find(secret)).toBeNull()
    expect(await replica.find(secret)).toBeNull()
    expect(await sessions.end(secret)).toBeNull()
  })

  it('keep a browser and a session apart', async () => {
    const { sessions } = start()
    expect(await sessions.find(await sessions.beginBrowser('p1'))).toBeNull()
    expect(await sessions.findBrowser(await sessions.begin({ via: 'password', name: null }, 'p1'))).toBeNull()
  })

  it('go on while the database is away, for those that it knew', async () => {
    const records = createMemoryAuthRecords()
    let isAway = false
    const { sessions, time } = start({
      ...records,
      findSession: (hash) =>
        isAway ? Promise.reject(new StoreError('StoreUnavailable', 'away')) : records.findSession(hash),
    })
    const known = await sessions.begin(ANA, 'o1')
    const unknown = await sessions.begin(ANA, 'o1')
    expect(await sessions.find(known)).toEqual(ANA)
    isAway = true
    expect(await sessions.find(known)).toEqual(ANA)
    await expect(sessions.find(unknown)).rejects.toMatchObject({ code: 'StoreUnavailable' })
    time.now += 12 * HOUR
    expect(await sessions.find(known)).toBeNull()
  })
})
