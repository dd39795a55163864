'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { MirrorState } from '../api/mirror-state'

/** Tells the head of the page what an answer said of the mirror. */
export function useMirrorState(mirror: MirrorState | undefined): void {
  const client = useQueryClient()
  // The outside system: the query cache, which the head of the page reads.
  useEffect(() => {
    if (mirror) client.setQueryData(['mirror'], mirror)
  }, [client, mirror])
}
