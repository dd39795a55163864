import 'server-only'
import { randomUUID } from 'node:crypto'
import { UpstreamError } from '../dashscope/upstream-error'
import type { Changes, JobStore } from '../store/store'
import { type Caller, createCaller } from './caller'
import type { Loaded } from './keeper'
import { createLeadership, type LeaseTimes } from './leadership'
import { LOOKING_MS } from './refresher'
import { createReplicas } from './replicas'
import { createSharedLimiter, LEADER_SHARE } from './shared-limiter'
import { type Standing, toLeft, toRestored } from './standing'
import { createStoreFeed } from './store-feed'
import { createTerm, type Term, type TermSettings } from './term'

/** The place of this process among those on one store: it leads, or it follows. */
export type Office = Pick<Caller, 'call'> & {
  /** Begins, from what the store held; resolves when it is known who leads. */
  open(loaded: Loaded): Promise<void>
  /** As in Leadership. */
  epoch(): number | null
  standing(): Standing
  look(): void
  refresh(): Promise<void>
  close(): Promise<void>
}

type OfficeSettings = Omit<TermSettings, 'rps' | 'mayCall' | 'queueLimit'> & {
  readonly source: string
  readonly store: JobStore
  readonly upstreamRps: number
  readonly leaseTimes: LeaseTimes
}

/** So many seconds of calls may wait for people; who comes then is told to come back. */
const QUEUE_SECONDS = 10
const SHORTEST_REFRESH_MS = 5_000
const TELL_MS = 1_000
/** The calls of the leader before may be less than a second old. */
const HANDOVER_MS = 1_000
/** A follower that hears nothing for so long may show what is long past. */
const SILENCE_MS = 60_000

/** Makes the office of this process. */
export function createOffice(settings: OfficeSettings): Office {
  const { source, store, upstreamRps, keeper, account, clock } = settings
  const owner = randomUUID()
  /** Only a Postgres can have other processes on it for longer than a restart takes. */
  const isShared = store.kind === 'postgres'
  const rps = isShared ? upstreamRps * LEADER_SHARE : upstreamRps
  const toQueueLimit = (perSecond: number) => Math.max(1, Math.ceil(perSecond * QUEUE_SECONDS))
  let known = toRestored(null, null)
  let term: Term | null = null
  let hasFollowed = false
  let closed = false
  let lastLookAt = Number.NEGATIVE_INFINITY
  let cancelTelling = () => {}

  const leadership = createLeadership({
    ...settings,
    owner,
    times: settings.leaseTimes,
    onLead: lead,
    onLose: lose,
    onFollow() {
      hasFollowed = true
    },
  })
  const feed = createStoreFeed({
    read: (since) => store.changes(source, since),
    subscribe: (since, listener) => store.subscribe(source, since, listener),
    clock,
    take: follow,
  })
  const replicas = createReplicas({
    store,
    source,
    owner,
    epoch: leadership.epoch,
    clock,
    onStanding(standing) {
      if (!term) learn(standing)
    },
    onLook: () => noteLook(),
    onRefresh: () => void term?.refresh().then(tell, tell),
    onRefused: (error) => term?.caller.heed(error),
  })
  const followerRps = upstreamRps * (1 - LEADER_SHARE)
  const followerCaller = createCaller({
    ...settings,
    limiter: createSharedLimiter({ leases: store.leases, source, rps: upstreamRps, clock }),
    queueLimit: toQueueLimit(followerRps),
    mayCall: () => !term,
    onFirmPause: replicas.tellRefused,
  })

  /** What was true once stays so, whoever tells less. */
  function learn(standing: Standing): void {
    known = {
      ...standing,
      complete: standing.complete || known.complete,
      synced_at: toLater(standing.synced_at, known.synced_at),
      lastSweepAt: toLater(standing.lastSweepAt, known.lastSweepAt),
    }
  }

  async function follow(changes: Changes): Promise<void> {
    await keeper.follow(changes)
    await keeper.publish()
    const at = changes.state?.lastSweepAt ?? null
    if (at !== null) learn({ ...known, complete: true, lastSweepAt: at, synced_at: at })
  }

  async function lead(epoch: number): Promise<void> {
    if (isShared && hasFollowed) await new Promise<void>((resolve) => clock.after(HANDOVER_MS, resolve))
    await feed.catchUp()
    await feed.pause()
    if (leadership.epoch() !== epoch) throw new Error('the lease was lost meanwhile')
    if (keeper.size() > 0) account.doubt()
    keeper.lead()
    const mayCall = () => leadership.epoch() === epoch
    term = createTerm({ ...settings, rps, mayCall, queueLimit: toQueueLimit(rps) }, known)
    term.start()
    if (clock.now() - lastLookAt < LOOKING_MS) term.look()
    if (isShared) keepTelling()
  }

  async function lose(): Promise<void> {
    cancelTelling()
    const ended = term
    term = null
    if (ended) {
      known = toLeft(ended.standing())
      await ended.stop()
    }
    if (!closed) feed.start(0)
  }

  function keepTelling(): void {
    tell()
    cancelTelling = clock.after(TELL_MS, keepTelling)
  }

  function tell(): void {
    if (isShared && term && leadership.epoch() !== null) void replicas.tellStanding(term.standing())
  }

  function noteLook(): void {
    lastLookAt = clock.now()
    term?.look()
  }

  async function askLeader(): Promise<void> {
    if (!isShared || clock.now() - (known.synced_at ?? 0) < SHORTEST_REFRESH_MS) return
    await replicas.askRefresh()
    await feed.catchUp()
  }

  return {
    async open(loaded) {
      if (closed) return
      learn(toRestored(loaded.lastSweepAt, toLater(loaded.lastSeenAt, loaded.lastSweepAt)))
      feed.start(loaded.seq)
      if (isShared) replicas.start()
      await leadership.start()
    },
    epoch: leadership.epoch,
    standing() {
      if (term) return term.standing()
      return { ...known, stale: known.stale || (isShared && leadership.silentMs() > SILENCE_MS) }
    },
    look() {
      noteLook()
      if (!term && isShared) replicas.tellLook()
    },
    refresh: () => (term ? term.refresh() : askLeader()),
    call(...asked) {
      if (term) return term.caller.call(...asked)
      const { error, pausedUntil } = known
      if (error && pausedUntil !== null && pausedUntil > clock.now())
        return Promise.reject(
          new UpstreamError({
            kind: 'not-sent',
            code: error.code,
            message: error.message,
            requestId: error.request_id,
          }),
        )
      return followerCaller.call(...asked)
    },
    async close() {
      closed = true
      cancelTelling()
      followerCaller.stop()
      await Promise.all([replicas.stop(), feed.pause()])
      await leadership.stop()
    },
  }
}

function toLater(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}
