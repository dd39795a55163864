'use client'

import { createContext, use } from 'react'
import type { Reader } from '@/lib/format/reader'

/** What every part that runs in a browser shares. */
export type Surroundings = {
  readonly reader: Reader
  /** Milliseconds since 1970 when the server made this page, for a first paint equal to the server's. */
  readonly now: number
  /** Whether times are exact rather than relative, as the reader's cookie says. */
  readonly exact: boolean
  /** Seconds between two looks at the mirror while the tab is visible. */
  readonly refreshSeconds: number
}

export const SurroundingsContext = createContext<Surroundings | null>(null)

/** @throws outside `Providers` */
export function useSurroundings(): Surroundings {
  const value = use(SurroundingsContext)
  if (!value) throw new Error('Providers are missing')
  return value
}
