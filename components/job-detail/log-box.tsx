'use client'

import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react'

const VirtualLog = lazy(() => import('./virtual-log'))

/**
 * The box that a log scrolls in. `children` are the lines that the server drew; where they are not all and nothing is
 * searched, a list of all lines takes their place once somebody sees them.
 */
export function LogBox({
  job_id,
  total,
  first,
  isWhole,
  isSearch,
  name,
  children,
}: {
  job_id: string
  total: number
  /** The number of the first of the lines that the server drew. */
  first: number
  isWhole: boolean
  isSearch: boolean
  name: string
  children: ReactNode
}): ReactNode {
  const box = useRef<HTMLElement>(null)
  const isSeen = useSeen(box)
  const lines = <ol className="log-lines">{children}</ol>
  if (total === 0) return null
  if (isSeen && !isWhole && !isSearch)
    return (
      <Suspense fallback={<div className="log-box">{lines}</div>}>
        <VirtualLog job_id={job_id} total={total} first={first} name={name} />
      </Suspense>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} aria-label={name} tabIndex={0} className="log-box">
      {lines}
    </section>
  )
}

/** Whether an element is or was in sight, or a line of it named by the address. */
function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  // The outside systems: how far the page is scrolled, and its address.
  useEffect(() => {
    if (isSeen || !element.current) return
    const come = (is: boolean | undefined) => is && setSeen(true)
    const observer = new IntersectionObserver(([entry]) => come(entry?.isIntersecting))
    observer.observe(element.current)
    const look = () => come(/^#L\d/.test(location.hash))
    look()
    addEventListener('hashchange', look)
    return () => {
      observer.disconnect()
      removeEventListener('hashchange', look)
    }
  }, [isSeen, element])
  return isSeen
}
