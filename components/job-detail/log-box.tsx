'use client'

import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'

const VirtualLog = lazy(() => import('./virtual-log'))

/**
 * The box that a log scrolls in. `children` are the lines that the server drew; where they are not all and nothing is
 * searched, a list of all lines takes their place once scripts run.
 */
export function LogBox({
  job_id,
  total,
  isWhole,
  isSearch,
  name,
  children,
}: {
  job_id: string
  total: number
  isWhole: boolean
  isSearch: boolean
  name: string
  children: ReactNode
}): ReactNode {
  const scripted = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  const lines = <ol className="log-lines">{children}</ol>
  if (total === 0) return null
  if (scripted && !isWhole && !isSearch)
    return (
      <Suspense fallback={<div className="log-box">{lines}</div>}>
        <VirtualLog job_id={job_id} total={total} name={name} />
      </Suspense>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={name} tabIndex={0} className="log-box">
      {lines}
    </section>
  )
}
