import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { CostState } from '@/lib/jobs/price'

/** Why there is no cost: a dash and the reason, never 0. */
export function NoCost({
  state,
  reader,
}: {
  state: Exclude<CostState, 'priced'>
  reader: Reader
}): ReactNode {
  return (
    <span className="text-ink3">
      <span aria-hidden="true">– </span>
      {reader.t(`cost.none.${state}`)}
    </span>
  )
}
