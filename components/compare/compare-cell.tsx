import type { ReactNode } from 'react'
import { Unknown } from '@/components/job/job-time'
import { StatusBadge } from '@/components/job/status-badge'
import type { Reader } from '@/lib/format/reader'
import type { ComparedCell, CompareRow, Mark } from '@/lib/jobs/compare'
import { isCost, toMarkText, toValueText } from './cell-text'

/** A cell of a comparison. What is best, worst or other than the baseline is said by a word or a sign, too. */
export function CompareCell({
  row,
  cell,
  mark,
  epoch,
  deviates,
  reader,
}: {
  row: CompareRow
  cell: ComparedCell
  mark: Mark
  /** Where the figure stood, if the row tells that. */
  epoch: number | null
  deviates: boolean
  reader: Reader
}): ReactNode {
  const { t } = reader
  return (
    <td className={deviates ? 'deviates' : ''}>
      {deviates && (
        <span className="sign">
          <span aria-hidden="true">≠</span>
          <span className="sr-only">{t('compare.deviates')}</span>
        </span>
      )}
      {cell.state === 'unknown' && <Unknown reader={reader} />}
      {cell.state === 'absent' && <span className="text-ink3">{t('compare.absent')}</span>}
      {cell.state === 'known' &&
        (row.name === 'status' && row.group === 'result' ? (
          <StatusBadge status={String(cell.value)} t={t} />
        ) : (
          <bdi className={row.group === 'result' || isCost(row) ? '' : 'font-mono text-mono'}>
            {toValueText(row, cell.value, reader)}
          </bdi>
        ))}
      {/* The spaces are for who hears it: without them `0.39`, `epoch 1.8` and `best` were one word. */}
      {epoch !== null && (
        <>
          {' '}
          <span className="ml-1 text-ink2">{t('compare.atEpoch', { epoch: reader.number(epoch) })}</span>
        </>
      )}
      {mark && (
        <>
          {' '}
          <span className={`mark ${mark}`}>{toMarkText(row.name, mark, reader)}</span>
        </>
      )}
    </td>
  )
}
