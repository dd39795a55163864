import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { JobsQuery } from '@/lib/jobs/query'
import type { useHeldRows } from './use-held-rows'

/** Says that the list has moved on, and moves the rows only when asked to. Its place is kept, so nothing shifts. */
export function RowsNote({
  held,
  query,
  reader,
}: {
  held: ReturnType<typeof useHeldRows>
  query: JobsQuery
  reader: Reader
}): ReactNode {
  const { t } = reader
  const newest = query.sort === '-create_time' && query.page_no === 1 && held.added > 0
  return (
    <div aria-live="polite" className="pointer-events-none sticky top-2 z-10 flex h-3 justify-center">
      {(held.added > 0 || held.gone > 0) && (
        <button type="button" onClick={held.release} className="rows-note">
          {newest ? t('jobs.newJobs', { count: held.added }) : t('jobs.changed')}
        </button>
      )}
    </div>
  )
}
