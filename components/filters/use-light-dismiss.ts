'use client'

import { type RefObject, useEffect } from 'react'

/** Closes what a `<details>` under `root` opened at a press elsewhere or Escape, as a popover would. */
export function useLightDismiss(root: RefObject<HTMLElement | null>): void {
  // The outside system: the document, whose presses happen elsewhere by definition.
  useEffect(() => {
    function close(event: Event) {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return
      for (const open of root.current?.querySelectorAll('details[open]') ?? []) {
        if (event instanceof KeyboardEvent || !open.contains(event.target as Node))
          open.removeAttribute('open')
        if (event instanceof KeyboardEvent && open.contains(document.activeElement))
          open.querySelector('summary')?.focus()
      }
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [root])
}
