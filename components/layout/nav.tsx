'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** The board's pages; the one at hand is marked, and so is the list above a job. */
export function Nav({
  label,
  pages,
}: {
  label: string
  pages: readonly { href: string; label: string; above?: string }[]
}): ReactNode {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="ml-2 flex gap-1 whitespace-nowrap phone:ml-0 phone:gap-0">
      {pages.map((page) => {
        const isAtHand = `${process.env.BASE_PATH}${pathname}` === page.href.split('?')[0]
        return (
          <a
            key={page.href}
            href={page.href}
            {...(isAtHand ? { 'aria-current': 'page' as const } : {})}
            className={`flex h-11 items-center rounded-control px-2.5 font-medium hover:bg-hover max-[360px]:px-1.5 wide:h-7 ${
              isAtHand || (page.above && pathname.startsWith(page.above)) ? 'bg-hover' : 'text-ink2'
            }`}
          >
            {page.label}
          </a>
        )
      })}
    </nav>
  )
}
