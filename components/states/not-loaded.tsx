'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'

/** In place of a part of the page that could not be fetched, because the board itself is out of reach. */
export function NotLoaded(): ReactNode {
  return (
    <p role="alert" className="floating fixed right-4 bottom-4 z-20 max-w-sm p-3">
      {useSurroundings().reader.t('states.notLoaded')}
    </p>
  )
}
