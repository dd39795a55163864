import type { ReactNode } from 'react'
import type { StatusTone } from '@/lib/jobs/status'

/** The shape of a status: check, cross, open ring that turns, clock, barred ring. Colour never says it alone. */
export function StatusShape({ tone }: { tone: StatusTone }): ReactNode {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`size-3 shrink-0 ${tone === 'running' ? 'turning' : ''}`}
    >
      {SHAPES[tone]}
    </svg>
  )
}

const SHAPES: Record<StatusTone, ReactNode> = {
  succeeded: <path d="M2.5 6.500 5 9l4.500-5.500" />,
  failed: <path d="m3 3 6 6m0-6-6 6" />,
  running: <path d="M10 6a4 4 0 1 1-3-3.870" />,
  waiting: (
    <>
      <circle cx="6" cy="6" r="4.500" />
      <path d="M6 3.800V6l1.600 1" strokeWidth="1.400" />
    </>
  ),
  off: (
    <>
      <circle cx="6" cy="6" r="4.500" />
      <path d="m3.500 8.500 5-5" strokeWidth="1.400" />
    </>
  ),
}
