import { queryOptions } from '@tanstack/react-query'
import type { MirrorState } from '../api/mirror-state'

/**
 * The state of the mirror as the newest answer told it. Never fetched by itself: whoever gets an answer puts it here
 * (`useMirrorState`), so that the head of the page shows it without a call of its own.
 */
export function mirrorQueryOptions(initial: MirrorState) {
  return queryOptions({
    queryKey: ['mirror'],
    queryFn: () => initial,
    initialData: initial,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
