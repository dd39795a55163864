import type { ReactNode } from 'react'
import './segments.css'

export type Segment = { readonly label: string; readonly href: string; readonly chosen: boolean }

/** A choice of a few views, as plain links; the one at hand is marked. */
export function Segments({ label, segments }: { label: string; segments: readonly Segment[] }): ReactNode {
  return (
    <nav aria-label={label} className="segments">
      {segments.map(({ label: text, href, chosen }) => (
        <a key={text} href={href} {...(chosen ? { 'aria-current': 'true' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  )
}
