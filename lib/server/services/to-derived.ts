import 'server-only'
import type { Derived } from '@/lib/api/derived'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Outlook } from '@/lib/jobs/outlook'
import { type Estimate, type PriceList, toEstimate } from '@/lib/jobs/price'

/** What the board makes of a job beside what DashScope sent; the browser gets amounts and no price list. */
export function toDerived(entry: MirroredJob, prices: PriceList): Derived {
  return {
    ...entry.log,
    ...(entry.outlook && { outlook: toAnsweredOutlook(entry.outlook) }),
    cost: toCost(toEstimate(entry, prices)),
  }
}

function toCost(estimate: Estimate): Derived['cost'] {
  const { state } = estimate
  if (estimate.state !== 'priced') return { state }
  return { state, amount: estimate.amount, currency: estimate.price.currency }
}

function toAnsweredOutlook({ startedAt, expectedEndAt }: Outlook): Derived['outlook'] {
  return {
    started_at: new Date(startedAt).toISOString(),
    expected_end_at: new Date(expectedEndAt).toISOString(),
  }
}
