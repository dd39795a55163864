import type { ReactNode } from 'react'
import { type DrawnPart, MOST_SERIES, StackedBars } from '@/components/charts/stacked-bars'
import { type Bar, prepareStackedBars } from '@/lib/charts/stacked-bars'
import { toUsageFigures } from '@/lib/jobs/usage-sum'
import { toMeasured, type UsagePeriod, type UsageRow } from '@/lib/jobs/usage-table'
import { toBehind, toBehindAll, toGroupLabel, toMeasureText, type UsageContext } from './usage-context'

const HEIGHT = 220
/** Most words under the bars: they must not meet on a phone. */
const WORDS = 5

/** Bars by period, stacked by group: the groups with the most in colours of their own, the others together. */
export function UsageChart({
  rows,
  periods,
  cut,
  context,
}: {
  rows: readonly UsageRow[]
  periods: readonly UsagePeriod[]
  /** Whether there are earlier periods that are not drawn. */
  cut: boolean
  context: UsageContext
}): ReactNode {
  const { query, reader, currency } = context
  const { t } = reader
  if (!query.period) return null
  const dated = periods.filter(({ period }) => period !== null)
  const top = rows.length > MOST_SERIES + 1 ? rows.slice(0, MOST_SERIES) : rows
  const bars = dated.map((period) => toBar(period, top, context))
  const prepared = prepareStackedBars(bars, {
    height: HEIGHT,
    words: WORDS,
    format: (value) => {
      const { value: digits, unit } = reader.compact(query.measure === 'duration' ? value / 3600 : value)
      return `${digits}${unit}`
    },
  })
  const unit =
    query.measure === 'cost' && currency
      ? t('usage.chart.unit.cost', { currency })
      : query.measure === 'duration'
        ? t('usage.chart.unit.duration')
        : t(`usage.measure.${query.measure}`)
  const name = t(`usage.chart.${query.period}`, { measure: unit })
  if (bars.every(({ parts }) => parts.every(({ value }) => !(value > 0))))
    return <p className="mt-6 text-ink2">{t('usage.chart.nothing')}</p>
  return (
    <figure className="mt-5">
      <figcaption className="text-aside text-ink2">{name}</figcaption>
      <StackedBars prepared={prepared} name={name} />
      {cut && <p className="text-aside text-ink3">{t('usage.chart.cut', { count: dated.length })}</p>}
    </figure>
  )
}

function toBar(
  { period, cells }: UsagePeriod,
  top: readonly UsageRow[],
  context: UsageContext,
): Bar<DrawnPart> {
  const key = period?.key ?? ''
  const toPart = (
    index: number,
    label: string,
    own: UsagePeriod['cells'],
    href: string | null,
  ): DrawnPart[] => {
    if (own.length === 0) return []
    const figures = toUsageFigures(own.map(({ sum }) => sum))
    const value = toMeasured(figures, context.query.measure, context.currency) ?? 0
    const title = context.reader.t('usage.chart.part', {
      period: context.periods.long(key),
      group: label,
      value: toMeasureText(context, figures, context.query.measure) || '–',
      jobs: figures.jobs,
    })
    return [{ key: String(index), value, index, title, href }]
  }
  const drawn = top.flatMap(({ value }, index) =>
    toPart(
      index,
      toGroupLabel(context, value),
      cells.filter((cell) => cell.value === value),
      toBehind(context, value, period),
    ),
  )
  const rest = cells.filter((cell) => top.every(({ value }) => value !== cell.value))
  const others = toPart(
    MOST_SERIES,
    context.reader.t('usage.chart.others'),
    rest,
    toBehindAll(
      context,
      rest.map(({ value }) => value),
      period,
    ),
  )
  return { key, label: context.periods.short(key), parts: [...drawn, ...others] }
}
