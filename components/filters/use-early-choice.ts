import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * Hands over what was typed and ticked in a form before React took it over; React puts the fields of a form that it
 * takes over back to what the server drew. `selector` finds the form, and `take` gets what its fields held.
 */
export function useEarlyChoice(selector: string, take: (fields: URLSearchParams) => void): void {
  // Only a page that the server drew has fields from before.
  const isDrawn = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const [early] = useState(() =>
    isDrawn && typeof document === 'object' ? readFields(document.querySelector(selector)) : null,
  )
  const left = useRef(early)
  // The outside system: the form as it was before React.
  useLayoutEffect(() => {
    const fields = left.current
    left.current = null
    if (fields) take(fields)
  }, [])
}

/** What a form would send. */
export function readFields(form: HTMLFormElement | null): URLSearchParams | null {
  if (!form) return null
  return new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}
