import type { ReactNode } from 'react'
import { Segments } from '@/components/ui/segments'
import { type ChartView, SMOOTHINGS } from '@/lib/charts/chart-view'
import type { Translate } from '@/lib/messages/translator'

/** The ways to look at curves, as links: axis, scale, smoothing. */
export function ChartControls({
  view,
  toHref,
  t,
}: {
  view: ChartView
  toHref: (view: ChartView) => string
  t: Translate
}): ReactNode {
  const others = SMOOTHINGS.some((smooth) => smooth === view.smooth) ? [] : [view.smooth]
  return (
    <>
      <Segments
        label={t('curves.axis')}
        segments={(['epoch', 'step'] as const).map((x) => ({
          label: t(`curves.x.${x}`),
          href: toHref({ ...view, x }),
          chosen: view.x === x,
        }))}
      />
      <Segments
        label={t('curves.scale')}
        segments={[false, true].map((log) => ({
          label: t(log ? 'curves.scale.log' : 'curves.scale.linear'),
          href: toHref({ ...view, log }),
          chosen: view.log === log,
        }))}
      />
      <Segments
        label={t('curves.smooth')}
        segments={[...SMOOTHINGS, ...others].map((smooth) => ({
          label: smooth === 0 ? t('curves.smooth.none') : t('curves.smooth.by', { weight: smooth }),
          href: toHref({ ...view, smooth }),
          chosen: view.smooth === smooth,
        }))}
      />
    </>
  )
}
