import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { Estimate } from '@/lib/jobs/price'
import { PriceSource } from './price-source'

/** What a job cost, as an estimate, with its price, the price's date and source one click away; else why it has none. */
export function CostEstimate({ estimate, reader }: { estimate: Estimate; reader: Reader }): ReactNode {
  const { t } = reader
  if (estimate.state !== 'priced')
    return (
      <span className="text-ink3">
        <span aria-hidden="true">– </span>
        {t(`cost.none.${estimate.state}`)}
      </span>
    )
  const { amount, price } = estimate
  return (
    <details>
      <summary className="quiet-link inline-block">{reader.money(amount, price.currency)}</summary>
      <p className="text-aside text-ink2">
        {t('cost.price', {
          price: `${price.per_1000_tokens} ${price.currency}`,
          model: price.model,
          from: price.from,
        })}{' '}
        · <PriceSource source={price.source} />
      </p>
      <p className="text-aside text-ink3">{t('cost.note')}</p>
    </details>
  )
}
