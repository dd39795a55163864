import type { ReactNode } from 'react'
import { PriceLine } from '@/components/job/price-line'
import type { Reader } from '@/lib/format/reader'
import { COST_STATES, type Price } from '@/lib/jobs/price'
import type { UsageCost } from '@/lib/jobs/usage-sum'

/** How costs were estimated: what the prices are, since when and from where, and how many jobs have none. */
export function CostDetails({
  cost,
  prices,
  reader,
}: {
  cost: UsageCost
  prices: readonly Price[]
  reader: Reader
}): ReactNode {
  const { t } = reader
  return (
    <details className="mt-6">
      <summary className="quiet-link inline-block py-1 text-ink2">{t('cost.how')}</summary>
      <p className="mt-2 max-w-[72ch] text-ink2">{t('cost.note')}</p>
      <ul className="mt-2 text-ink2">
        {COST_STATES.map((state) => (
          <li key={state}>{t(`cost.state.${state}`, { count: cost[state] })}</li>
        ))}
      </ul>
      <ul className="mt-2 text-aside text-ink3">
        {prices.map((price) => (
          <li key={`${price.model} ${price.from}`}>
            <PriceLine price={price} reader={reader} />
          </li>
        ))}
      </ul>
    </details>
  )
}
