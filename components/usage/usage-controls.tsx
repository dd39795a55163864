import type { ReactNode } from 'react'
import { Segments } from '@/components/ui/segments'
import type { Reader } from '@/lib/format/reader'
import { STANDARD_ZONE } from '@/lib/format/zone'
import { PERIOD_UNITS } from '@/lib/jobs/periods'
import { USAGE_GROUPS } from '@/lib/jobs/select-usage'
import { MEASURES, serializeUsageQuery, type UsageQuery } from '@/lib/jobs/usage-query'

/** How usage is added up: by what period and group, of what, and by the clocks of which zone. Plain links. */
export function UsageControls({ query, reader }: { query: UsageQuery; reader: Reader }): ReactNode {
  const { t } = reader
  const toHref = (change: Partial<UsageQuery>) => {
    const search = serializeUsageQuery({ ...query, ...change })
    return `${process.env.BASE_PATH}/usage${search && `?${search}`}`
  }
  const zones = [...new Set([STANDARD_ZONE, 'UTC', query.tz])]
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Segments
        label={t('usage.per')}
        segments={PERIOD_UNITS.map((period) => ({
          label: t(`usage.per.${period}`),
          href: toHref({ period }),
          chosen: query.period === period,
        }))}
      />
      <Segments
        label={t('usage.group')}
        segments={USAGE_GROUPS.map((group) => ({
          label: t(`usage.group.${group}`),
          href: toHref({ group }),
          chosen: query.group === group,
        }))}
      />
      <Segments
        label={t('usage.measure')}
        segments={MEASURES.map((measure) => ({
          label: t(`usage.measure.${measure}`),
          href: toHref({ measure }),
          chosen: query.measure === measure,
        }))}
      />
      <Segments
        label={t('usage.zone')}
        segments={zones.map((tz) => ({ label: tz, href: toHref({ tz }), chosen: query.tz === tz }))}
      />
    </div>
  )
}
