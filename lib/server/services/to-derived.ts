import 'server-only'
import type { Derived } from '@/lib/api/derived'
import type { MirroredJob } from '@/lib/jobs/job'
import { type PriceList, toEstimate } from '@/lib/jobs/price'

/** What the board makes of a job beside what DashScope sent; the browser gets amounts and no price list. */
export function toDerived(entry: MirroredJob, prices: PriceList): Derived {
  const estimate = toEstimate(entry, prices)
  const { state } = estimate
  if (estimate.state !== 'priced') return { ...entry.log, cost: { state } }
  const { amount, price } = estimate
  return { ...entry.log, cost: { state, amount, currency: price.currency } }
}
