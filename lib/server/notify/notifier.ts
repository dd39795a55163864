import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { readJobsQuery } from '@/lib/api/jobs-query'
import { toMirroredJob } from '@/lib/jobs/job'
import type { MappedNames } from '@/lib/jobs/search'
import { selectJobs } from '@/lib/jobs/select'
import { toSnapshot } from '@/lib/jobs/snapshot'
import type { NotifyTarget } from '../notify-file.mjs'
import type { JobStore, StatusEvent, WaitingNotice } from '../store/store'
import { type NoticeText, type ToldEvent, toNoticeRequest, toRefusal } from './message'
import { post } from './post'

export type NotifierSettings = {
  readonly targets: readonly NotifyTarget[]
  readonly source: string
  /** The same where the board shows several accounts: jobs then say whose they are. */
  readonly label?: string | undefined
  /** Of the notifiers of several accounts, which share it. */
  readonly pace?: Pace
  readonly store: JobStore
  /** The mirror: what tells who leads, and is told that somebody looks. */
  readonly mirror: { epoch(): number | null; status(): { readonly complete: boolean }; look(): void }
  readonly names: MappedNames
  /** Says an event in the language of a target. */
  readonly toText: (event: ToldEvent, target: NotifyTarget) => NoticeText
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Is told of each attempt: `sent`, `failed` or `dropped`. */
  readonly onAttempt?: (result: 'sent' | 'failed' | 'dropped') => void
  readonly pauses?: Pauses
}

export type Pauses = { readonly tickMs: number; readonly firstMs: number; readonly longestMs: number }

/** By target: the messages that are on their way to it, one after the other, and before when nothing more is sent. */
export type Pace = {
  readonly turns: Map<string, Promise<void>>
  readonly quietUntil: Map<string, number>
}

/** Makes the pace of targets to which nothing was sent yet. */
export function createPace(): Pace {
  return { turns: new Map(), quietUntil: new Map() }
}

export type Notifier = { start(): void; stop(): Promise<void> }

const PAUSES: Pauses = { tickMs: 1_000, firstMs: 5_000, longestMs: 3_600_000 }
/** What nobody took for so long is given up, and said so in the log. */
const LONGEST_WAIT_MS = 3 * 86_400_000
const AT_ONCE = 20
/** Milliseconds between two messages: the services take about 20 a minute, Slack one a second, Feishu five. */
const SPACES: { readonly [type in NotifyTarget['type']]: number } = {
  webhook: 0,
  slack: 1_000,
  dingtalk: 3_000,
  feishu: 250,
  wecom: 3_000,
}

/**
 * Makes what tells targets of jobs that reach a status. Of several processes on a store the one that calls DashScope
 * does it. Each event is told at least once: twice when a process ends between telling it and noting that.
 */
export function createNotifier(settings: NotifierSettings): Notifier {
  const { targets, source, label, mirror, log, pauses = PAUSES } = settings
  const { turns, quietUntil } = settings.pace ?? createPace()
  const store = settings.store.withEpoch(mirror.epoch)
  const { outbox } = store
  const stopping = new AbortController()
  /** The epoch for which the targets were told to the outbox. */
  let openedFor: number | null = null
  let running: Promise<void> = Promise.resolve()

  /** Ends early when the notifier stops. */
  const pause = (ms: number) => sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => {})

  function toTargets(event: StatusEvent): string[] {
    return targets.filter((target) => isWanted(target, event, settings.names, label)).map(({ name }) => name)
  }

  async function work(): Promise<void> {
    mirror.look()
    const epoch = mirror.epoch()
    // Before the account was read once its old jobs would all look as if they ended now.
    if (epoch === null || !mirror.status().complete) return
    if (openedFor !== epoch) {
      const names = targets.map(({ name }) => name)
      await outbox.open(source, names)
      log.info({ targets: names }, 'this process sends notifications')
    }
    openedFor = epoch
    while (!stopping.signal.aborted && (await outbox.fill(source, Date.now(), toTargets)));
    await Promise.all(targets.map(tellInTurn))
  }

  function tellInTurn(target: NotifyTarget): Promise<void> {
    const turn = (turns.get(target.name) ?? Promise.resolve()).then(() => tell(target))
    turns.set(
      target.name,
      turn.catch(() => {}),
    )
    return turn
  }

  async function tell(target: NotifyTarget): Promise<void> {
    if (Date.now() < (quietUntil.get(target.name) ?? 0)) return
    const due = await outbox.due(source, target.name, Date.now(), AT_ONCE)
    for (const notice of due) {
      if (stopping.signal.aborted || mirror.epoch() === null) return
      const failure = await send(target, notice)
      if (failure) {
        // What comes behind it would most likely fail as well, and come out of order.
        quietUntil.set(target.name, Date.now() + failure.pauseMs)
        return
      }
      const space = SPACES[target.type]
      if (space > 0) await pause(space)
    }
  }

  async function send(target: NotifyTarget, notice: WaitingNotice): Promise<{ pauseMs: number } | null> {
    const { attempts } = notice
    const event: ToldEvent = label === undefined ? notice.event : { ...notice.event, source: label }
    const now = Date.now()
    const request = toNoticeRequest(target, event, settings.toText(event, target), now)
    let problem: string | null
    let retryAfter: number | null = null
    try {
      const answer = await post(request, { allowPrivate: target.allow_private, signal: stopping.signal })
      problem = toRefusal(target.type, answer.status, answer.body)
      retryAfter = answer.retryAfter
    } catch (error) {
      problem = error instanceof Error ? error.message : 'failed'
    }
    if (stopping.signal.aborted && problem) return { pauseMs: 0 }
    const fields = { target: target.name, event: event.id, job_id: event.job.job_id, status: event.status }
    if (problem === null) {
      // Whoever leads by now: what was taken need not be told again.
      await settings.store.outbox.remove(source, notice)
      settings.onAttempt?.('sent')
      log.info(fields, 'a notification was sent')
      return null
    }
    const longest = Math.min(pauses.firstMs * 2 ** attempts, pauses.longestMs)
    const pauseMs = Math.max((retryAfter ?? 0) * 1_000, longest / 2 + (Math.random() * longest) / 2)
    if (now - notice.createdAt > LONGEST_WAIT_MS) {
      await outbox.remove(source, notice)
      settings.onAttempt?.('dropped')
      log.warn({ ...fields, problem }, 'a notification was given up after three days')
      return { pauseMs }
    }
    await outbox.postpone(source, notice, now + pauseMs)
    settings.onAttempt?.('failed')
    log.warn({ ...fields, problem, attempts: attempts + 1 }, 'a notification was not taken')
    return { pauseMs }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await work()
      } catch (error) {
        log.warn({ error: String(error) }, 'notifications wait for the database')
      }
      await pause(pauses.tickMs)
    }
  }

  return {
    start() {
      if (targets.length > 0) running = run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/**
 * Whether a target wants to be told of an event: its status, and its query over the job as it was then. `source` as in
 * `MirroredJob`.
 */
export function isWanted(
  { query, statuses }: Pick<NotifyTarget, 'query' | 'statuses'>,
  { job, status, observedAt }: StatusEvent,
  names: MappedNames,
  source?: string,
): boolean {
  if (!statuses.includes(status)) return false
  const defaults = { page_size: 1, hasSources: source !== undefined }
  const reading = readJobsQuery(new URLSearchParams(query), defaults, observedAt)
  const one = toSnapshot([toMirroredJob({ ...job, status }, null, null, source)], 1)
  return selectJobs(one, { ...reading.query, page_no: 1 }, observedAt, names).total === 1
}
