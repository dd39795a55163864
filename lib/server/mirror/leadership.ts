import 'server-only'
import type { Logger } from 'pino'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'

/** In milliseconds. A leader that is gone is followed after at most `ttlMs` and `renewMs`. */
export type LeaseTimes = { readonly ttlMs: number; readonly renewMs: number }

export const LEASE_TIMES: LeaseTimes = { ttlMs: 10_000, renewMs: 3_000 }

export type Leadership = {
  /** Asks for the lease from now on; resolves once the first answer was acted on, whoever leads. */
  start(): Promise<void>
  /** The epoch of the lease, `null` from the moment on at which another process may have it. */
  epoch(): number | null
  /** Milliseconds since the store last said who leads. */
  silentMs(): number
  /** Ends the term and gives the lease back. */
  stop(): Promise<void>
}

/** When a question left. The steady clock stands still while a machine sleeps; the other one can be set. */
type Moment = { readonly steady: number; readonly wall: number }

/**
 * Makes what keeps the lease of a source, or waits for it. A process can be stopped at any moment and wake up later: so
 * the lease counts from when it was asked for, and whoever is about to call or write asks for the `epoch` again.
 */
export function createLeadership(parts: {
  store: Pick<JobStore, 'kind' | 'leases'>
  source: string
  owner: string
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  times: LeaseTimes
  /** Begins a term; one that rejects is begun again. */
  onLead: (epoch: number) => Promise<void>
  /** Ends it, and resolves when nothing of it is under way. */
  onLose: () => Promise<void>
  /** The first answer was that another process leads. */
  onFollow: () => void
}): Leadership {
  const { store, source, owner, clock, log } = parts
  const { ttlMs, renewMs } = parts.times
  /** A file's lease is a lock of the operating system, and memory is nobody else's: neither runs out. */
  const runsOut = store.kind === 'postgres'
  let lease: { epoch: number; since: Moment } | null = null
  let led: number | null = null
  let heardAt = clock.steady()
  let transitions: Promise<void> = Promise.resolve()
  let stopped = false
  let cancelTick = () => {}
  let cancelEnd = () => {}

  const toAge = ({ steady, wall }: Moment) => Math.max(clock.steady() - steady, clock.now() - wall)

  function epoch(): number | null {
    if (!lease || stopped) return null
    return !runsOut || toAge(lease.since) < ttlMs ? lease.epoch : null
  }

  /** Begins and ends terms, one after the other, until they fit the lease. */
  function act(): Promise<void> {
    transitions = transitions.then(async () => {
      if (led !== null && led !== epoch()) {
        led = null
        log.info({}, 'this process no longer calls DashScope')
        await parts.onLose()
      }
      const now = epoch()
      if (now === null || led !== null) return
      try {
        await parts.onLead(now)
        led = now
      } catch (error) {
        log.warn({ error: String(error) }, 'a term could not begin')
        await parts.onLose()
      }
    })
    return transitions
  }

  async function ask(): Promise<void> {
    const since = { steady: clock.steady(), wall: clock.now() }
    try {
      const given = await store.leases.acquire(source, owner, ttlMs)
      heardAt = clock.steady()
      lease = given === null ? null : { epoch: given, since }
      if (stopped) await giveBack()
      if (given === null && led === null) parts.onFollow()
    } catch (error) {
      log.warn({ error: String(error) }, 'the store does not say who calls DashScope')
    }
  }

  async function giveBack(): Promise<void> {
    try {
      if (lease) await store.leases.release(source, owner)
    } catch {
      // It runs out by itself.
    }
  }

  async function tick(): Promise<void> {
    await ask()
    if (stopped) return
    if (!lease || runsOut || led === null) cancelTick = clock.after(renewMs, () => void tick())
    cancelEnd()
    if (lease && runsOut) cancelEnd = clock.after(Math.max(0, ttlMs - toAge(lease.since)), () => void act())
    await act()
    // What holds for good need not be asked for again; a term that could not begin is tried again.
    if (lease && !runsOut && led !== null) cancelTick()
  }

  return {
    start: tick,
    epoch,
    silentMs: () => clock.steady() - heardAt,
    async stop() {
      stopped = true
      cancelTick()
      cancelEnd()
      await act()
      await giveBack()
    },
  }
}
