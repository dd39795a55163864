'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { SurroundingsContext } from '@/components/ui/surroundings'
import { createReader } from '@/lib/format/create-reader'
import { createTranslator, type Messages } from '@/lib/messages/translator'
import { LinkListener } from './link-listener'
import { tellAwake } from './wake'

/** The reader's language, the server's clock, the query cache, and the one listener for links. */
export function Providers({
  children,
  locale,
  zone,
  messages,
  now,
  exact,
  refreshSeconds,
}: {
  children: ReactNode
  locale: string
  /** IANA name. */
  zone: string
  messages: Messages
  now: number
  exact: boolean
  refreshSeconds: number
}): ReactNode {
  // The outside system: what was pressed before any of this was there.
  useEffect(tellAwake, [])
  const [client] = useState(() => new QueryClient())
  const surroundings = useMemo(
    () => ({
      reader: createReader(locale, createTranslator(messages, locale), zone),
      now,
      exact,
      refreshSeconds,
    }),
    [locale, zone, messages, now, exact, refreshSeconds],
  )
  return (
    <QueryClientProvider client={client}>
      <LinkListener />
      <SurroundingsContext value={surroundings}>{children}</SurroundingsContext>
    </QueryClientProvider>
  )
}
