'use client'

import { Activity, type ComponentProps, type ReactNode } from 'react'
import { later } from './later'
import type { Providers } from './providers'

const Later = later(async () => (await import('./awake')).Providers)

/** {@link Providers}, and with them the whole page, from when the page wakes. */
export function LaterProviders(props: ComponentProps<typeof Providers>): ReactNode {
  return (
    <Activity>
      <Later {...props} />
    </Activity>
  )
}
