import 'server-only'
import { UpstreamError } from '../dashscope/upstream-error'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'
import { createNotes, type NoteContent } from './notes'
import { parseStanding, type Standing, serializeStanding } from './standing'

/** What the processes on one store tell each other beside jobs. */
export type Replicas = {
  start(): void
  /** The leader tells how the mirror stands; nothing when it stands as it did. */
  tellStanding(standing: Standing): Promise<void>
  /** A follower tells that somebody looks, at most once in 10 s. */
  tellLook(): void
  /** A follower tells what DashScope answered to a call of its own, so that the leader pauses, too. */
  tellRefused(error: UpstreamError): void
  /** A follower asks for the newest jobs, and resolves when the leader has told what came of it. */
  askRefresh(): Promise<void>
  stop(): Promise<void>
}

const LOOK_MS = 10_000

/** Makes what speaks with the other processes on a store. */
export function createReplicas(parts: {
  store: JobStore
  source: string
  owner: string
  /** As in Leadership. */
  epoch: () => number | null
  clock: Clock
  onStanding: (standing: Standing) => void
  onLook: () => void
  onRefresh: () => void
  onRefused: (error: UpstreamError) => void
}): Replicas {
  const { clock } = parts
  const waiting = new Set<() => void>()
  let toldStanding = ''
  let heardOutcome = ''
  let lookToldAt = Number.NEGATIVE_INFINITY

  function hearStanding(standing: Standing): void {
    parts.onStanding(standing)
    const outcome = JSON.stringify([standing.synced_at, standing.error, standing.pausedUntil])
    if (outcome === heardOutcome) return
    heardOutcome = outcome
    for (const go of waiting) go()
    waiting.clear()
  }

  const notes = createNotes({
    ...parts,
    onNote(name, content) {
      if (name === 'standing') hearStanding(parseStanding(content))
      else if (name === 'look') parts.onLook()
      else if (name === 'refresh') parts.onRefresh()
      else if (name === 'refused') parts.onRefused(parseRefused(content))
    },
  })

  return {
    start: notes.start,
    async tellStanding(standing) {
      const content = serializeStanding(standing)
      const text = JSON.stringify(content)
      if (text === toldStanding) return
      toldStanding = text
      await notes.write('standing', content)
    },
    tellLook() {
      if (clock.steady() - lookToldAt < LOOK_MS) return
      lookToldAt = clock.steady()
      void notes.write('look', {})
    },
    tellRefused: ({ code, message, httpStatus, requestId, retryAfterMs }) =>
      void notes.write('refused', { code, message, httpStatus, requestId, retryAfterMs }),
    async askRefresh() {
      const told = new Promise<void>((resolve) => {
        waiting.add(resolve)
      })
      await notes.write('refresh', {})
      await told
    },
    stop: notes.stop,
  }
}

function parseRefused({ code, message, httpStatus, requestId, retryAfterMs }: NoteContent): UpstreamError {
  return new UpstreamError({
    kind: 'http',
    code: String(code),
    message: String(message),
    httpStatus: typeof httpStatus === 'number' ? httpStatus : null,
    requestId: typeof requestId === 'string' ? requestId : null,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
  })
}
