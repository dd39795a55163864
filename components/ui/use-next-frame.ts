'use client'

import { startTransition, useEffect, useState } from 'react'

/** What `value` was until a frame has been painted with the newest: for what is not in sight, so that what is comes sooner. */
export function useNextFrame<T>(value: T): T {
  const [shown, setShown] = useState(() => value)
  // The outside system: the browser's frames.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(() => value)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [value])
  return shown
}
