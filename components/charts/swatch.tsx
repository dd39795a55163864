import type { ReactNode } from 'react'
import './charts.css'

/** The colour and dash of a curve, beside its name. */
export function Swatch({ index }: { index: number }): ReactNode {
  return (
    <svg width="24" height="8" aria-hidden="true" className={`series series-${index % 8} shrink-0`}>
      <path d="M0 4h24" />
    </svg>
  )
}
