'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { createReader } from '@/lib/format/create-reader'
import type { Reader } from '@/lib/format/reader'
import { createTranslator, type Messages } from '@/lib/messages/translator'
import { LinkListener } from './link-listener'

type Surroundings = {
  reader: Reader
  /** Milliseconds since 1970 when the server made this page, for a first paint equal to the server's. */
  now: number
  /** Seconds between two looks at the mirror while the tab is visible. */
  refreshSeconds: number
}

const SurroundingsContext = createContext<Surroundings | null>(null)

/** What parts that run in a browser share: the reader's language, the server's clock, and the query cache. */
export function Providers({
  children,
  locale,
  messages,
  now,
  refreshSeconds,
}: {
  children: ReactNode
  locale: string
  messages: Messages
  now: number
  refreshSeconds: number
}): ReactNode {
  const [client] = useState(() => new QueryClient())
  const surroundings = useMemo(
    () => ({ reader: createReader(locale, createTranslator(messages, locale)), now, refreshSeconds }),
    [locale, messages, now, refreshSeconds],
  )
  return (
    <QueryClientProvider client={client}>
      <LinkListener />
      <SurroundingsContext value={surroundings}>{children}</SurroundingsContext>
    </QueryClientProvider>
  )
}

/** @throws outside {@link Providers} */
export function useSurroundings(): Surroundings {
  const value = use(SurroundingsContext)
  if (!value) throw new Error('Providers are missing')
  return value
}
