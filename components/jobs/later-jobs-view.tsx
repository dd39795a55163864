'use client'

import type { ReactNode } from 'react'
import { later } from '@/components/layout/later'
import type { JobsViewProps } from './jobs-view'

const Later = later(async () => (await import('./jobs-view')).JobsView)

/** {@link JobsView}, from when the page wakes. */
export function LaterJobsView(props: JobsViewProps): ReactNode {
  return <Later {...props} />
}
