'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * The time of day in milliseconds since 1970, told anew every `everySeconds`; `initial` at the first paint, so that
 * browser and server draw the same.
 */
export function useNow(initial: number, everySeconds: number): number {
  const period = everySeconds * 1000
  // The outside system: the clock.
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, period)
      return () => clearInterval(timer)
    },
    [period],
  )
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / period) * period,
    () => initial,
  )
}
