'use client'

import { useMemo, useState } from 'react'
import type { JobsAnswer } from '@/lib/api/jobs'
import type { Job } from '@/lib/jobs/job'
import { type HeldRows, holdRows } from './hold-rows'

const NONE: readonly Job[] = []

/**
 * Rows that do not move under a reader's eyes while answers to the same query come in. They are let go by `release`,
 * with another query, and while the first sweep still fills the list.
 */
export function useHeldRows(
  search: string,
  answer: JobsAnswer | undefined,
  isOtherQuery: boolean,
): HeldRows & { release: () => void } {
  const fresh = answer?.output.jobs ?? NONE
  const [held, setHeld] = useState({ search, rows: fresh })
  const settled = answer?.mirror.complete === true && held.search === search && held.rows.length > 0
  const result = useMemo(
    () => (settled ? holdRows(held.rows, fresh) : { rows: fresh, added: 0, gone: 0 }),
    [settled, held.rows, fresh],
  )
  // Kept for the next answer, in which a row may be missing; adjusting state while rendering costs no second paint.
  if (!isOtherQuery && (held.search !== search || held.rows !== result.rows))
    setHeld({ search, rows: result.rows })
  return { ...result, release: () => setHeld({ search, rows: fresh }) }
}
