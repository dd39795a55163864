import 'server-only'
import { type Job, toMirroredJob } from '@/lib/jobs/job'
import { createMemoryAuthRecords } from './memory-auth-records'
import { createMemoryLogStore } from './memory-log-store'
import { createMemoryOutbox, type MemoryOutbox } from './memory-outbox'
import { nextTurn } from './next-turn'
import { toEventId } from './outbox'
import type { JobEvent, JobStore, Note, Outbox, SourceState, StoredJob } from './store'
import { StoreError, type StoreProblem } from './store-error'
import { createMemoryViewRecords } from './view-records'

/** What a store in memory begins with, by source. */
export type MemoryContents = {
  readonly jobs: StoredJob[]
  readonly state: SourceState | null
  readonly events: readonly (readonly [job_id: string, event: JobEvent])[]
}

type Kept = { readonly stored: StoredJob; readonly seq: number }

type Source = {
  readonly jobs: Map<string, Kept>
  readonly events: Map<string, JobEvent[]>
  state: SourceState | null
  stateSeq: number
  seq: number
  epoch: number
  owner: string | null
  readonly listeners: Set<(seq: number) => void>
  readonly outbox: MemoryOutbox
  readonly notes: Map<string, { note: Note; seq: number }>
  noteSeq: number
  readonly noteListeners: Set<(seq: number) => void>
}

const BATCH = 500

/** A store that forgets everything when the process ends; `problem` says why there is no better one. */
export function createMemoryStore(
  problem: StoreProblem | null = null,
  contents: ReadonlyMap<string, MemoryContents> = new Map(),
): JobStore {
  const sources = new Map<string, Source>()
  for (const [name, content] of contents) {
    const source = sourceOf(name)
    for (const stored of content.jobs) source.jobs.set(stored.job.job_id, { stored, seq: 0 })
    for (const [job_id, event] of content.events) addEvent(source, job_id, event)
    source.state = content.state
  }

  const auth = createMemoryAuthRecords()
  const views = createMemoryViewRecords()

  function sourceOf(name: string): Source {
    const known = sources.get(name) ?? createSource()
    sources.set(name, known)
    return known
  }

  function changed(source: Source): void {
    for (const listener of source.listeners) tell(source.listeners, listener, () => source.seq)
  }

  function save(name: string, job: Job, seenAt: number): void {
    const source = sourceOf(name)
    const before = source.jobs.get(job.job_id)
    const same = before !== undefined && JSON.stringify(before.stored.job) === JSON.stringify(job)
    const { status } = toMirroredJob(job)
    const isEvent = !before || toMirroredJob(before.stored.job).status !== status
    if (isEvent) addEvent(source, job.job_id, { status, observedAt: seenAt })
    const stored = {
      job: same ? before.stored.job : job,
      firstSeenAt: before?.stored.firstSeenAt ?? seenAt,
      lastSeenAt: seenAt,
      changedAt: same ? before.stored.changedAt : seenAt,
      deletedAt: null,
    }
    const seq = same && before.stored.deletedAt === null ? before.seq : ++source.seq
    source.jobs.set(job.job_id, { stored, seq })
    const id = toEventId(name, job.job_id, seq)
    if (isEvent) source.outbox.note({ id, seq, job, status, observedAt: seenAt })
  }

  const logs = createMemoryLogStore((name) => {
    const source = sourceOf(name)
    source.seq++
    changed(source)
    return source.seq
  })
  const all = (name: string) => [...sourceOf(name).jobs.values()].map((kept) => kept.stored)

  function toStore(check: (source: Source) => void): JobStore {
    return {
      kind: 'memory',
      async load(name) {
        return all(name)
      },
      async *batches(name) {
        const jobs = all(name)
        for (let at = 0; at < jobs.length; at += BATCH) {
          yield jobs.slice(at, at + BATCH).map(({ job, deletedAt }) => toMirroredJob(job, deletedAt))
          await nextTurn()
        }
      },
      async lastSeenAt(name) {
        return all(name).reduce<number | null>(
          (last, { lastSeenAt }) => Math.max(last ?? 0, lastSeenAt),
          null,
        )
      },
      async saveJobs(name, jobs, seenAt) {
        const source = sourceOf(name)
        check(source)
        const { seq } = source
        for (const job of jobs) save(name, job, seenAt)
        if (source.seq !== seq) changed(source)
      },
      async markDeleted(name, ids, at) {
        const source = sourceOf(name)
        check(source)
        for (const id of ids) {
          const kept = source.jobs.get(id)
          if (kept?.stored.deletedAt === null)
            source.jobs.set(id, { stored: { ...kept.stored, deletedAt: at }, seq: ++source.seq })
        }
        changed(source)
      },
      async events(name, job_id) {
        return [...(sourceOf(name).events.get(job_id) ?? [])]
      },
      async loadState(name) {
        return sourceOf(name).state
      },
      async saveState(name, state) {
        const source = sourceOf(name)
        check(source)
        source.state = state
        source.stateSeq = ++source.seq
        changed(source)
      },
      async seq(name) {
        return sourceOf(name).seq
      },
      async changes(name, since) {
        const { jobs, seq, state, stateSeq } = sourceOf(name)
        const changes = [...jobs.values()].filter((kept) => kept.seq > since).sort((a, b) => a.seq - b.seq)
        return {
          seq: Math.max(seq, since),
          jobs: changes.map((kept) => kept.stored),
          state: stateSeq > since ? state : null,
          more: false,
        }
      },
      subscribe(name, since, listener) {
        const source = sourceOf(name)
        source.listeners.add(listener)
        if (source.seq > since) tell(source.listeners, listener, () => source.seq)
        return () => source.listeners.delete(listener)
      },
      logs,
      async saveNote(name, note, content) {
        const source = sourceOf(name)
        check(source)
        source.notes.set(note, { note: { name: note, content }, seq: ++source.noteSeq })
        for (const listener of source.noteListeners)
          tell(source.noteListeners, listener, () => source.noteSeq)
      },
      async notes(name, since) {
        const { notes, noteSeq } = sourceOf(name)
        const found = [...notes.values()].filter(({ seq }) => seq > since).sort((a, b) => a.seq - b.seq)
        return { seq: Math.max(noteSeq, since), notes: found.map(({ note }) => note) }
      },
      subscribeToNotes(name, since, listener) {
        const source = sourceOf(name)
        source.noteListeners.add(listener)
        if (source.noteSeq > since) tell(source.noteListeners, listener, () => source.noteSeq)
        return () => source.noteListeners.delete(listener)
      },
      leases: {
        async acquire(name, owner) {
          const source = sourceOf(name)
          if (source.owner !== null && source.owner !== owner) return null
          if (source.owner === null) source.epoch++
          source.owner = owner
          return source.epoch
        },
        async release(name, owner) {
          const source = sourceOf(name)
          if (source.owner === owner) source.owner = null
        },
      },
      auth,
      outbox: toOutbox((name) => sourceOf(name), check),
      views,
      withEpoch: (epoch) =>
        toStore((source) => {
          if (epoch() !== source.epoch)
            throw new StoreError(
              'StoreNotLeader',
              'Another Tuneboard has taken over; this one writes no more.',
            )
        }),
      losses: () => 0,
      problem: () => problem,
      async size() {
        return 0
      },
      async close() {
        for (const { listeners, noteListeners } of sources.values())
          for (const all of [listeners, noteListeners]) all.clear()
      },
    }
  }

  return toStore(() => {})
}

function createSource(): Source {
  const listeners = new Set<(seq: number) => void>()
  const source: Source = {
    jobs: new Map(),
    events: new Map(),
    state: null,
    stateSeq: 0,
    seq: 0,
    epoch: 0,
    owner: null,
    listeners,
    outbox: createMemoryOutbox(() => source.seq),
    notes: new Map(),
    noteSeq: 0,
    noteListeners: new Set(),
  }
  return source
}

type Listener = (seq: number) => void

function tell(listeners: ReadonlySet<Listener>, listener: Listener, seq: () => number): void {
  queueMicrotask(() => {
    if (listeners.has(listener)) listener(seq())
  })
}

function addEvent(source: Source, job_id: string, event: JobEvent): void {
  const events = source.events.get(job_id) ?? []
  events.push(event)
  source.events.set(job_id, events)
}

/** The outbox of the source that each call names. */
function toOutbox(sourceOf: (name: string) => Source, check: (source: Source) => void): Outbox {
  const of = (name: string) => {
    const source = sourceOf(name)
    return source.outbox.outbox(() => check(source))
  }
  return {
    open: (name, targets) => of(name).open(name, targets),
    fill: (name, now, pick) => of(name).fill(name, now, pick),
    due: (name, target, now, limit) => of(name).due(name, target, now, limit),
    remove: (name, notice) => of(name).remove(name, notice),
    postpone: (name, notice, nextAt) => of(name).postpone(name, notice, nextAt),
    waiting: (name) => of(name).waiting(name),
  }
}
