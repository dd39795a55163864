import type { ReactNode } from 'react'
import type { UsageFigures } from '@/lib/jobs/usage-sum'
import { toChange, toMeasured, toMeasuredBefore, type UsagePeriod } from '@/lib/jobs/usage-table'
import { toBehind, type UsageContext } from './usage-context'
import { Figures, Heads, toHeads } from './usage-table'

/** The numbers of the bars by period, the latest first; change is against the period before each. */
export function PeriodTable({
  periods,
  totals,
  context,
}: {
  periods: readonly UsagePeriod[]
  totals: UsageFigures
  context: UsageContext
}): ReactNode {
  const { query, reader, currency } = context
  const { t } = reader
  if (!query.period) return null
  const toValue = (figures: UsageFigures) => toMeasured(figures, query.measure, currency)
  const whole = toValue(totals)
  const rows = periods.map(({ period, figures }, index) => {
    const value = toValue(figures)
    const before = periods[index - 1]
    return {
      period,
      figures,
      share: whole && value !== null ? value / whole : null,
      change:
        period && before?.period
          ? toChange(value, toMeasuredBefore(before.figures, query.measure, currency))
          : null,
    }
  })
  return (
    <details className="mt-6">
      <summary className="quiet-link inline-block py-1 text-ink2">{t('usage.numbers')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={t('usage.numbers')} tabIndex={0} className="relative mt-2 overflow-x-auto">
        <table aria-label={t('usage.numbers')} className="usage-table">
          <Heads heads={toHeads(t(`usage.per.${query.period}`), t)} />
          <tbody>
            {rows.toReversed().map((row) => (
              <tr key={row.period?.key ?? ''}>
                <th scope="row">{row.period ? context.periods.long(row.period.key) : t('usage.undated')}</th>
                <Figures
                  figures={row.figures}
                  href={toBehind(context, undefined, row.period)}
                  row={row}
                  context={context}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
