import type { ReactNode } from 'react'

/** Leads whoever goes by keyboard past what is long; in sight only while it has the focus. */
export function SkipLink({ href, label }: { href: string; label: string }): ReactNode {
  return (
    <a
      href={href}
      className="control sr-only z-20 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:inline-flex focus:h-8 focus:px-2.5"
    >
      {label}
    </a>
  )
}
