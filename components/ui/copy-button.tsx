import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'

/**
 * Copies `text`. It only carries what to copy: the page's one listener (`useCopy`) does it, so that a table of a
 * hundred of them costs no hundred handlers. Not shown where scripts are off.
 */
export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  return (
    <button
      type="button"
      data-copy={text}
      aria-label={label}
      title={label}
      className="copy-button inline-flex size-6 shrink-0 items-center justify-center rounded-[5px] text-ink3 hover:bg-hover hover:text-ink"
    >
      <Copy aria-hidden="true" className="size-3.5" />
    </button>
  )
}
