import type { ReactNode } from 'react'

/** Where a price is published, or what set it. */
export function PriceSource({ source }: { source: string }): ReactNode {
  if (!source.startsWith('https://')) return source
  return (
    <a href={source} target="_blank" rel="noreferrer" className="quiet-link">
      {new URL(source).hostname}
    </a>
  )
}
