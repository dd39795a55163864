import type { ReactNode } from 'react'
import { Figure } from '@/components/ui/figure'
import type { Reader } from '@/lib/format/reader'
import type { UsageCost } from '@/lib/jobs/usage-sum'

/** In a strip of totals what all jobs that match cost, the first currency large; a dash where no job has a price. */
export function CostFigure({
  cost: { amounts, priced, no_price },
  href,
  reader,
}: {
  cost: UsageCost
  href: string
  reader: Reader
}): ReactNode {
  const { t, money } = reader
  const [first, ...others] = amounts
  return (
    <Figure
      label={t('jobs.column.cost')}
      href={href}
      value={first ? money(first.amount, first.currency) : '–'}
    >
      {others.map(({ amount, currency }) => `+ ${money(amount, currency)} · `)}
      {no_price > 0
        ? t('jobs.totals.unpriced', { count: no_price })
        : t('jobs.totals.priced', { count: priced })}
    </Figure>
  )
}
