import type { ReactNode } from 'react'
import { Panel } from '@/components/states/panel'
import { createCalendar } from '@/lib/jobs/periods'
import type { Price } from '@/lib/jobs/price'
import type { UsageCell, UsageSelection } from '@/lib/jobs/select-usage'
import type { UsageFigures } from '@/lib/jobs/usage-sum'
import {
  selectUsagePeriods,
  selectUsageRows,
  toChange,
  toMeasured,
  toMeasuredBefore,
} from '@/lib/jobs/usage-table'
import { CostDetails } from './cost-details'
import { PeriodTable } from './period-table'
import { UsageChart } from './usage-chart'
import type { UsageContext } from './usage-context'
import { UsageStrip } from './usage-strip'
import { UsageTable } from './usage-table'
import './usage.css'

/** What jobs used and cost: strip, bars, tables. Drawn by the server; `controls` stand between the strip and the bars. */
export function UsageView({
  selection,
  totals,
  before,
  prices,
  controls,
  isEmpty,
  context,
}: {
  selection: UsageSelection
  totals: UsageFigures
  /** The range before the one asked for; `null` where that is open. */
  before: { readonly groups: readonly UsageCell[]; readonly totals: UsageFigures } | null
  /** Those that the jobs at hand could have. */
  prices: readonly Price[]
  controls: ReactNode
  /** Whether the account has no job at all. */
  isEmpty: boolean
  context: UsageContext
}): ReactNode {
  const { query, currency, reader } = context
  const { measure } = query
  const rows = selectUsageRows(selection, totals, before?.groups ?? null, measure)
  const periods = query.period
    ? selectUsagePeriods(selection.cells, query.period, createCalendar(query.tz))
    : []
  const change = before
    ? toChange(toMeasured(totals, measure, currency), toMeasuredBefore(before.totals, measure, currency))
    : null
  return (
    <>
      <UsageStrip totals={totals} before={before?.totals ?? null} context={context} />
      {controls}
      {totals.jobs === 0 ? (
        <Panel title={reader.t(isEmpty ? 'jobs.empty.account' : 'usage.empty')}>
          <p>{reader.t(isEmpty ? 'jobs.empty.accountNote' : 'usage.emptyNote')}</p>
        </Panel>
      ) : (
        <>
          <UsageChart rows={rows} periods={periods} cut={selection.earlier.length > 0} context={context} />
          <UsageTable rows={rows} totals={totals} change={change} context={context} />
          <PeriodTable periods={periods} totals={totals} context={context} />
          <CostDetails cost={totals.cost} prices={prices} reader={reader} />
        </>
      )}
    </>
  )
}
