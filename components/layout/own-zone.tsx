'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { STANDARD_ZONE } from '@/lib/format/zone'
import { PreferenceChoice } from './preference-choice'

const never = () => () => {}

/** The zone of the reader's own machine, which only a browser knows; the one of the cookie until it is known. */
export function OwnZone({ chosen }: { chosen: string }): ReactNode {
  const { t } = useSurroundings().reader
  // The outside system: the machine's clock.
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => chosen,
  )
  if (own === STANDARD_ZONE || own === 'UTC') return null
  return (
    <PreferenceChoice name="zone" value={own} chosen={chosen}>
      {t('header.zone.own', { zone: own.replaceAll('_', ' ') })}
    </PreferenceChoice>
  )
}
