import type { ReactNode } from 'react'
import { PATH_STEPS, PLOT_WIDTH, type PreparedCurves } from '@/lib/charts/prepare-curves'
import { toPercent } from './plot-frame'

/** Curves over each other, within a {@link PlotFrame}: each in a colour and a dash of its own. */
export function CurveLines({ prepared: { curves, height } }: { prepared: PreparedCurves }): ReactNode {
  return (
    <>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${PLOT_WIDTH * PATH_STEPS} ${height * PATH_STEPS}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        {curves.map(({ id, index, path, faintPath }) => (
          <g key={id} className={`series series-${index % 8}`}>
            {faintPath && <path d={faintPath} className="faint" />}
            <path d={path} />
          </g>
        ))}
      </svg>
      {curves.map(({ id, index, marks }) => (
        <g key={id} className={`series series-${index % 8}`}>
          {marks.map(([left, top]) => (
            <circle key={`${left} ${top}`} cx={toPercent(left)} cy={(top * height).toFixed(1)} r="3.5" />
          ))}
        </g>
      ))}
    </>
  )
}
