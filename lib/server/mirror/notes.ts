import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { JobStore } from '../store/store'
import type { Clock } from './clock'
import { createStoreFeed } from './store-feed'

/** What replicas tell each other: how the leader's mirror stands, that somebody looks, wants fresh jobs, or was refused. */
type NoteName = 'standing' | 'look' | 'refresh' | 'refused'

export type NoteContent = { readonly [field: string]: Json }

export type Notes = {
  /** Follows the notes of others from now on; of earlier ones only the `standing` is told. */
  start(): void
  /** Tells the others. Never rejects: a note is worth no second attempt. */
  write(name: NoteName, content: NoteContent): Promise<void>
  stop(): Promise<void>
}

/** Makes notes of a source. How the mirror stands is for the leader to say: of a past one the store takes no such note. */
export function createNotes(parts: {
  store: JobStore
  source: string
  owner: string
  epoch: () => number | null
  clock: Clock
  onNote: (name: string, content: NoteContent) => void
}): Notes {
  const { store, source, owner, clock, onNote } = parts
  const led = store.withEpoch(parts.epoch)
  let isFirst = true

  const feed = createStoreFeed({
    read: (since) => store.notes(source, since),
    subscribe: (since, listener) => store.subscribeToNotes(source, since, listener),
    clock,
    async take({ notes }) {
      for (const { name, content } of notes) {
        if (typeof content !== 'object' || content === null || Array.isArray(content)) continue
        const isOld = isFirst && name !== 'standing'
        if (content.by !== owner && !isOld) onNote(name, content)
      }
      isFirst = false
    },
  })

  return {
    start: () => feed.start(0),
    async write(name, content) {
      const writes = name === 'standing' ? led : store
      await writes.saveNote(source, name, { ...content, by: owner }).catch(() => {})
    },
    stop: feed.pause,
  }
}
