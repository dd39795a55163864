import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { Estimate } from '@/lib/jobs/price'
import { NoCost } from './no-cost'
import { PriceLine } from './price-line'

/** What a job cost, as an estimate, with its price, the price's date and source one click away; else why it has none. */
export function CostEstimate({ estimate, reader }: { estimate: Estimate; reader: Reader }): ReactNode {
  const { t } = reader
  if (estimate.state !== 'priced') return <NoCost state={estimate.state} reader={reader} />
  const { amount, price } = estimate
  return (
    <details>
      <summary className="quiet-link inline-block">{reader.money(amount, price.currency)}</summary>
      <p className="text-aside text-ink2">
        <PriceLine price={price} reader={reader} />
      </p>
      <p className="text-aside text-ink3">{t('cost.note')}</p>
    </details>
  )
}
