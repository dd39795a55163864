import type { ReactNode } from 'react'
import { Unknown } from '@/components/job/job-time'
import type { Reader } from '@/lib/format/reader'
import type { Change } from '@/lib/jobs/usage-table'

/** More or less than before: by sign and colour; a dash where there is nothing to compare with. */
export function ChangeText({ change, reader }: { change: Change; reader: Reader }): ReactNode {
  if (change === null) return <Unknown reader={reader} />
  if (change === 'new') return reader.t('usage.new')
  if (change === 0) return '±0 %'
  const text = `${reader.percent(Math.abs(change))} %`
  return change > 0 ? (
    <span className="text-failed">+{text}</span>
  ) : (
    <span className="text-succeeded">−{text}</span>
  )
}
