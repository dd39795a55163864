'use client'

import type { ComponentProps, ReactNode } from 'react'
import { later } from './later'
import type { Shortcuts } from './shortcuts'
import type { SyncStatus } from './sync-status'

const Status = later(async () => (await import('./awake')).SyncStatus)
const Keys = later(async () => (await import('./awake')).Shortcuts)

/** {@link SyncStatus}, from when the page wakes. */
export function LaterSyncStatus(props: ComponentProps<typeof SyncStatus>): ReactNode {
  return <Status {...props} />
}

/** {@link Shortcuts}, from when the page wakes. */
export function LaterShortcuts(props: ComponentProps<typeof Shortcuts>): ReactNode {
  return <Keys {...props} />
}
