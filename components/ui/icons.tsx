import type { ReactNode } from 'react'

/** Our own mark; every other sign comes from lucide. */
export function Mark(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path
        d="M4 7.5c2 0 2.5 6 6 6s3.500-4 6-4"
        fill="none"
        strokeWidth="1.8"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  )
}
