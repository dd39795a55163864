'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import type { Messages } from '@/lib/messages/translator'
import type { Failure } from './failure'

type Words = { failure: Failure }

/**
 * What can go wrong is a catalogue of its own in each language, fetched once something does; not to be had when the
 * board itself is gone.
 */
const load = (fetchErrors: () => Promise<{ default: Messages }>) =>
  lazy(async (): Promise<{ default: (words: Words) => ReactNode }> => {
    try {
      const [{ CataloguedWords }, { default: errors }] = await Promise.all([
        import('./catalogued-words'),
        fetchErrors(),
      ])
      return { default: ({ failure }: Words) => <CataloguedWords failure={failure} errors={errors} /> }
    } catch {
      return { default: PlainWords }
    }
  })

const English = load(() => import('@/lib/messages/errors.en.json'))
const Simplified = load(() => import('@/lib/messages/errors.zh-Hans.json'))
const Traditional = load(() => import('@/lib/messages/errors.zh-Hant.json'))

/** What an error means and what to do; the message as it came until the words are there, and where there are none. */
export function FailureWords({ failure }: Words): ReactNode {
  const { locale } = useSurroundings().reader
  const InLanguage = locale === 'zh-Hans' ? Simplified : locale === 'zh-Hant' ? Traditional : English
  return (
    <Suspense fallback={failure.message}>
      <InLanguage failure={failure} />
    </Suspense>
  )
}

function PlainWords({ failure }: Words): ReactNode {
  return failure.message
}
