import 'server-only'
import type { SavedView } from '@/lib/jobs/saved-views'

/** Views that a team shares, by name. */
export type ViewRecords = {
  /** By name, in the order of code points. */
  list(): Promise<SavedView[]>
  /** Keeps a view, in place of one of its name. `by` is who saved it, `at` when, in ms since 1970. */
  save(view: SavedView, by: string, at: number): Promise<void>
  remove(name: string): Promise<void>
}

/** Makes records that live as long as the process; who saved a view, and when, they do not keep. */
export function createMemoryViewRecords(): ViewRecords {
  const views = new Map<string, SavedView>()
  return {
    async list() {
      return [...views.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async save({ name, search }) {
      views.set(name, { name, search })
    },
    async remove(name) {
      views.delete(name)
    },
  }
}
