import type { ReactNode } from 'react'
import { ChartControls } from '@/components/charts/chart-controls'
import { CurvesFigure } from '@/components/charts/curves-figure'
import { toSeriesLabel } from '@/components/charts/series-label'
import type { ChartView } from '@/lib/charts/chart-view'
import type { Reader } from '@/lib/format/reader'
import type { CurveGroup, LogCurves } from '@/lib/jobs/curves'
import type { TrainingMetrics } from '@/lib/jobs/training-log'

/** Shown small beside each other, while others are folded away. */
const SECOND = new Set(['learning_rate', 'reward', 'loss'])

/** Every series of a job's log as curves: the loss large, the learning rate beneath, the others when asked for. */
export function JobCurves({
  metrics,
  curves,
  view,
  toHref,
  reader,
}: {
  metrics: TrainingMetrics
  curves: LogCurves
  view: ChartView
  toHref: (view: ChartView) => string
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { skipped } = metrics
  const [first, ...others] = curves.groups
  if (!first) return <p className="py-4 text-ink3">{t('curves.none')}</p>
  const axis = curves.axis(view.x)
  const draw = (group: CurveGroup, height: number, children?: ReactNode) => (
    <CurvesFigure
      key={group.name}
      id={`curves-${group.name}`}
      title={group.series.length > 1 ? t('curves.loss') : toSeriesLabel(group.name, t)}
      curves={group.series.map((name) => ({
        id: name,
        label: toSeriesLabel(name, t),
        series: curves.series(name, axis),
      }))}
      notes={group.series.map((name) => toNote(metrics, name, reader))}
      xLabel={t(`curves.x.${axis}`)}
      height={height}
      view={view}
      toHref={toHref}
      reader={reader}
    >
      {children}
    </CurvesFigure>
  )
  const shown = others.filter(({ name }) => SECOND.has(name))
  const folded = others.filter(({ name }) => !SECOND.has(name))
  return (
    <>
      {draw(first, 260, <ChartControls view={view} toHref={toHref} t={t} />)}
      {skipped > 0 && <p className="text-aside text-ink3">{t('curves.skipped', { count: skipped })}</p>}
      {shown.map((group) => (
        <div key={group.name} className="mt-6">
          {draw(group, 120)}
        </div>
      ))}
      {folded.length > 0 && (
        <details className="mt-4">
          <summary className="quiet-link inline-block py-1 text-ink2">
            {t('curves.more', { names: folded.map(({ name }) => name).join(', ') })}
          </summary>
          <div className="mt-4 grid gap-6">{folded.map((group) => draw(group, 120))}</div>
        </details>
      )}
    </>
  )
}

/** The last value of a series, and where it was best. */
function toNote({ points, summary }: TrainingMetrics, name: string, { t, number }: Reader): string {
  const last = points.findLast((point) => typeof point[name] === 'number')?.[name]
  if (typeof last !== 'number') return ''
  const best = points.find(({ line }) => line === summary.best_eval_line)
  if (name !== 'eval_loss' || summary.best_eval_loss === null) return number(last)
  return typeof best?.epoch === 'number'
    ? t('curves.best', {
        last: number(last),
        best: number(summary.best_eval_loss),
        epoch: number(best.epoch),
      })
    : number(last)
}
