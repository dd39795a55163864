'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import type { Failure } from './failure'

// What can go wrong is a catalogue of its own, fetched once something does; not to be had when the board itself is gone.
const CataloguedWords = lazy(() => import('./catalogued-words').catch(() => ({ default: PlainWords })))

/** What an error means and what to do; the message as it came until the words are there, and where there are none. */
export function FailureWords({ failure }: { failure: Failure }): ReactNode {
  return (
    <Suspense fallback={failure.message}>
      <CataloguedWords failure={failure} />
    </Suspense>
  )
}

function PlainWords({ failure }: { failure: Failure }): ReactNode {
  return failure.message
}
