'use client'

import { type ReactNode, useState } from 'react'

/**
 * Keeps what was drawn when the page came: a server that draws the page again is not told any more which list it was
 * reached from.
 */
export function Kept({ children }: { children: ReactNode }): ReactNode {
  const [kept] = useState(children)
  return kept
}
