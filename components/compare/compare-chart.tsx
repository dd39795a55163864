import type { ReactNode } from 'react'
import { ChartControls } from '@/components/charts/chart-controls'
import { CurvesFigure } from '@/components/charts/curves-figure'
import { toSeriesLabel } from '@/components/charts/series-label'
import { Segments } from '@/components/ui/segments'
import { createSeries } from '@/lib/charts/series'
import type { Reader } from '@/lib/format/reader'
import type { CompareQuery } from '@/lib/jobs/compare-query'
import { type LogCurves, toCurveNames } from '@/lib/jobs/curves'

const HEIGHT = 260
/** Points drawn of a job: eight of them share a screen. */
const LIMIT = 250

export type ComparedCurve = {
  readonly id: string
  readonly name: string
  readonly curves: LogCurves | null
}

/** One series of every job, over each other. Nothing where no job's log tells a number. */
export function CompareChart({
  jobs,
  query,
  toHref,
  reader,
}: {
  jobs: readonly ComparedCurve[]
  query: CompareQuery
  toHref: (change: Partial<CompareQuery>) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const none = createSeries([])
  const names = toCurveNames(jobs.map(({ curves }) => curves))
  const curve = names.includes(query.curve) ? query.curve : names[0]
  if (curve === undefined) return <p className="mt-4 text-ink3">{t('compare.noCurves')}</p>
  // One axis for all: where a log tells no epochs, every job goes by its steps.
  const isByEpoch = jobs.every(
    ({ curves }) => !curves || curves.isEmpty || curves.axis(query.chart.x) === 'epoch',
  )
  return (
    <div className="mt-4">
      <CurvesFigure
        id="curves"
        title={toSeriesLabel(curve, t)}
        curves={jobs.map(({ id, name, curves }) => ({
          id,
          label: name,
          series: curves?.series(curve, isByEpoch ? 'epoch' : curves.axis('step')) ?? none,
        }))}
        xLabel={t(isByEpoch ? 'curves.x.epoch' : 'curves.x.step')}
        height={HEIGHT}
        view={query.chart}
        toHref={(chart) => toHref({ chart })}
        limit={LIMIT}
        reader={reader}
      >
        <Segments
          label={t('curves.series')}
          segments={names.map((name) => ({
            label: toSeriesLabel(name, t),
            href: toHref({ curve: name }),
            chosen: name === curve,
          }))}
        />
        <ChartControls view={query.chart} toHref={(chart) => toHref({ chart })} t={t} />
      </CurvesFigure>
    </div>
  )
}
