import type { ReactNode } from 'react'
import { Unknown } from '@/components/job/job-time'
import { NoCost } from '@/components/job/no-cost'
import type { Reader } from '@/lib/format/reader'
import type { UsageCost } from '@/lib/jobs/usage-sum'

/** What priced jobs cost, each currency by itself; where none is priced a dash and why. Never 0 for what is not known. */
export function CostText({ cost, reader }: { cost: UsageCost; reader: Reader }): ReactNode {
  if (cost.amounts.length > 0)
    return cost.amounts.map(({ amount, currency }) => reader.money(amount, currency)).join(' + ')
  const reason = (['no_price', 'pending', 'not_billed'] as const).find((state) => cost[state] > 0)
  return reason ? <NoCost state={reason} reader={reader} /> : <Unknown reader={reader} />
}
