import type { ReactNode } from 'react'
import { Figure } from '@/components/ui/figure'
import type { Reader } from '@/lib/format/reader'
import type { UsageCost } from '@/lib/jobs/usage-sum'
import type { Translate } from '@/lib/messages/translator'

/** In a strip of totals what all jobs that match cost, the first currency large; a dash where no job has a price. */
export function CostFigure({
  cost,
  href,
  reader,
}: {
  cost: UsageCost
  href: string
  reader: Reader
}): ReactNode {
  const { t, money } = reader
  const [first, ...others] = cost.amounts
  return (
    <Figure
      label={t('jobs.column.cost')}
      href={href}
      value={first ? money(first.amount, first.currency) : '–'}
    >
      {others.map(({ amount, currency }) => `+ ${money(amount, currency)} · `)}
      {toNote(cost, t)}
    </Figure>
  )
}

/** How many jobs are not in it for want of a price; else how many are; else why none is. */
function toNote({ no_price, priced, pending, not_billed }: UsageCost, t: Translate): string {
  if (no_price > 0) return t('jobs.totals.unpriced', { count: no_price })
  if (priced === 0 && pending + not_billed > 0)
    return t(pending > 0 ? 'cost.none.pending' : 'cost.none.not_billed')
  return t('jobs.totals.priced', { count: priced })
}
