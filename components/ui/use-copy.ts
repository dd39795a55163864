'use client'

import { useEffect } from 'react'

/**
 * One listener for every `CopyButton` of a page: copies what the button carries and shows for a moment that it did.
 * `onCopied` tells a screen reader.
 */
export function useCopy(onCopied: () => void): void {
  // The outside system: the document, whose buttons may be drawn by the server alone.
  useEffect(() => {
    async function copy(event: MouseEvent) {
      const button = (event.target as Element).closest<HTMLElement>('[data-copy]')
      if (!button) return
      const text = button.dataset.copy || location.href
      // Where the page is neither HTTPS nor on loopback the clipboard is closed; a prompt lets one copy by hand.
      if (!navigator.clipboard) return void window.prompt('', text)
      await navigator.clipboard.writeText(text)
      button.dataset.copied = ''
      setTimeout(() => delete button.dataset.copied, 1500)
      onCopied()
    }
    document.addEventListener('click', copy)
    return () => document.removeEventListener('click', copy)
  }, [onCopied])
}
