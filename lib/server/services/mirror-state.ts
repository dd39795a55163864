import 'server-only'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { SharedServices } from './services'

/** The state of the mirror as answers tell it. */
export function toMirrorState({ mirror, store }: Pick<SharedServices, 'mirror' | 'store'>): MirrorState {
  const problem = store.problem()
  const { synced_at, complete, stale, jobs, error, sweep } = mirror.status()
  return {
    synced_at: synced_at === null ? null : new Date(synced_at).toISOString(),
    complete,
    stale,
    jobs,
    ...(sweep && !complete
      ? { sweep: { seen: sweep.seen, total: Math.max(sweep.seen, sweep.total ?? 0) } }
      : {}),
    ...(problem ? { store: { code: problem.code, message: problem.message } } : {}),
    ...(error
      ? {
          error: {
            code: error.code,
            message: error.message,
            ...(error.request_id ? { request_id: error.request_id } : {}),
          },
        }
      : {}),
  }
}
