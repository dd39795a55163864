import type { ReactNode } from 'react'
import type { StatusTone } from '@/lib/jobs/status'

/** The shape of a status: check, cross, open ring, clock, barred ring. Colour never says it alone. */
export function StatusShape({ tone }: { tone: StatusTone }): ReactNode {
  return <span aria-hidden="true" className={`shape ${tone}`} />
}
