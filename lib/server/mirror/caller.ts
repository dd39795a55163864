import 'server-only'
import type { Logger } from 'pino'
import type { DashScopeClient } from '../dashscope/client'
import { UpstreamError } from '../dashscope/upstream-error'
import type { CallCounter } from './call-counter'
import type { Clock } from './clock'
import { createGate } from './gate'
import type { Limiter, Priority } from './limiter'
import { createRetryBudget } from './retry-budget'

export type CallerSettings = {
  readonly client: DashScopeClient
  /** Spaces the calls. */
  readonly limiter: Limiter
  /** So many calls may wait for people; who comes then is told to come back. */
  readonly queueLimit: number
  readonly counter: CallCounter
  /** Asked right before each call: whether this process may call at all. */
  readonly mayCall: () => boolean
  /** Is told of failures after which DashScope wants to be left alone, by its own word. */
  readonly onFirmPause?: (error: UpstreamError) => void
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** 0 up to 1; spreads the attempts of many boards. */
  readonly random: () => number
}

/** What a call is about. That one job is not there, or not for us, says nothing about the account. */
type Subject = 'account' | 'job'

/** `open`: calls are not made, but for one now and then that tries; `trying`: that one is under way. */
export type BreakerState = 'closed' | 'open' | 'trying'

export type Call<T> = (client: DashScopeClient, signal: AbortSignal) => Promise<T>

export type Caller = {
  /**
   * Makes one call when the rate and the state of the upstream allow it. What a person waits for (`demand`) fails at
   * once with the last error while calls are paused; the rest waits.
   */
  call<T>(priority: Priority, subject: Subject, run: Call<T>, attempt?: number): Promise<T>
  /** Whether the budget allows one more call that was made before; counts it. */
  mayRetry(): boolean
  /** The failure of the last call, `null` when it went well. */
  lastError(): UpstreamError | null
  breaker(): BreakerState
  /** Until when no call is made after failures, in ms since 1970; `null` while calls are made. */
  pausedUntil(): number | null
  /** Ends a pause early, unless DashScope asked for it or refuses the key; says whether calls are made now. */
  press(): boolean
  /** Takes the failure of a call that another process made as its own. */
  heed(error: UpstreamError): void
  /** Aborts what is under way and refuses what comes. */
  stop(): void
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
const SHORTEST_ASKED_MS = 1_000
const LONGEST_ASKED_MS = 3_600_000
/** A key that is refused will not be taken a second later. */
const REFUSED_PAUSE_MS = 300_000
/** After so many failures in a row the breaker is open. */
const FAILURES_TO_OPEN = 5
const COME_BACK_MS = 10_000

/** Makes the one way to the upstream: rate, pauses after failures, and what is known of its health. */
export function createCaller(settings: CallerSettings): Caller {
  const { client, limiter, queueLimit, counter, clock, log, random } = settings
  const gate = createGate(clock)
  const budget = createRetryBudget()
  const stopping = new AbortController()
  let lastError: UpstreamError | null = null
  /** Why the gate is closed, when it is; a call that was under way can go well meanwhile. */
  let pausedBy: UpstreamError | null = null
  let failures = 0
  /** The key was refused, which opens the breaker at once. */
  let refused = false
  let trying = false

  /** Resolves when a call may be made now; says whether it is the one that tries after a failure. */
  async function admit(priority: Priority): Promise<boolean> {
    for (;;) {
      if (stopping.signal.aborted) throw toStopping()
      if (!gate.isOpen()) {
        if (priority === 'demand' && pausedBy) throw pausedBy
        await gate.change()
        continue
      }
      if (priority === 'demand' && limiter.waiting(priority) >= queueLimit) throw toBusy()
      await limiter.slot(priority)
      if (gate.isOpen() && !stopping.signal.aborted) break
    }
    if (!settings.mayCall()) throw toNotOurs()
    if (failures === 0) return false
    trying = true
    gate.setTrying(true)
    return true
  }

  function succeed(): void {
    if (failures > 0) log.info({ failures }, 'DashScope answers again')
    failures = 0
    refused = false
    lastError = null
    limiter.speedUp()
    gate.press()
  }

  function fail(error: UpstreamError, subject: Subject, isOurs: boolean): void {
    if (error.kind === 'aborted' || error.kind === 'not-sent') return
    failures++
    lastError = error
    pausedBy = error
    const { httpStatus, retryAfterMs } = error
    if (httpStatus === 429) limiter.slowDown()
    refused = httpStatus === 401 || (httpStatus === 403 && subject === 'account')
    const asked =
      retryAfterMs === null ? 0 : Math.min(Math.max(retryAfterMs, SHORTEST_ASKED_MS), LONGEST_ASKED_MS)
    const firm = Math.max(asked, refused ? REFUSED_PAUSE_MS : 0)
    if (firm > 0 && isOurs) settings.onFirmPause?.(error)
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
    if (firm > 0) gate.close(firm, true)
    else gate.close(longest / 2 + (random() * longest) / 2, false)
  }

  return {
    async call(priority, subject, run, attempt = 1) {
      const tries = await admit(priority)
      counter.add()
      if (attempt === 1) budget.earn()
      try {
        const answer = await run(client, stopping.signal)
        succeed()
        return answer
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        if (subject === 'job' && isNoSuchJob(error)) succeed()
        else fail(error, subject, true)
        throw error
      } finally {
        if (tries) {
          trying = false
          gate.setTrying(false)
        }
      }
    },
    mayRetry: () => budget.spend(),
    lastError: () => lastError,
    breaker() {
      if (failures < FAILURES_TO_OPEN && !refused) return 'closed'
      return trying ? 'trying' : 'open'
    },
    heed: (error) => fail(error, 'account', false),
    pausedUntil: () => gate.closedUntil(),
    press: () => gate.press(),
    stop() {
      stopping.abort()
      gate.end()
      limiter.end()
    },
  }
}

/** Whether DashScope itself said that there is no such thing, other than a gateway that knows no such path. */
export function isNoSuchJob(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === 'http' && error.httpStatus === 404
}

function toStopping(): UpstreamError {
  return new UpstreamError({ kind: 'aborted', code: 'ServiceUnavailable', message: 'The board is stopping.' })
}

function toNotOurs(): UpstreamError {
  const message = 'Another Tuneboard has taken over the calls to DashScope; ask again.'
  return new UpstreamError({ kind: 'aborted', code: 'ServiceUnavailable', message })
}

/** For who would wait longer than anybody should. */
export function toBusy(): UpstreamError {
  return new UpstreamError({
    kind: 'not-sent',
    code: 'Throttling',
    message: 'Too many questions wait for DashScope already; the board keeps under its rate.',
    retryAfterMs: COME_BACK_MS,
  })
}
