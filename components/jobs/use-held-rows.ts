'use client'

import { useMemo, useState } from 'react'
import type { JobsAnswer } from '@/lib/api/jobs'
import { toMirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import type { ListedJob } from './columns'
import { type HeldRows, holdRows } from './hold-rows'

const NONE: readonly ListedJob[] = []

/**
 * Rows that do not move under a reader's eyes while answers to the same query come in. They are let go by `release`,
 * with another query, and while the first sweep still fills the list.
 */
export function useHeldRows(
  search: string,
  answer: JobsAnswer | undefined,
  isOtherQuery: boolean,
): HeldRows<ListedJob> & { release: () => void } {
  const { jobs, sources, derived } = answer?.output ?? {}
  const fresh = useMemo(
    () =>
      jobs?.map((job, at) => {
        const entry = toMirroredJob(job, toDeletedAt(job.deleted_at), null, sources?.[at])
        return { ...entry, derived: derived?.[toJobRef(entry)] }
      }) ?? NONE,
    [jobs, sources, derived],
  )
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

function toDeletedAt(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null
}
