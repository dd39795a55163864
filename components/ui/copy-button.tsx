import type { ReactNode } from 'react'

/**
 * Copies `text`. It only carries what to copy: the page's one listener (`useCopy`) does it, so that a table of a
 * hundred of them costs no hundred handlers. Not shown where scripts are off.
 */
export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  return <button type="button" data-copy={text} aria-label={label} className="copy-button icon-button" />
}
