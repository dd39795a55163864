'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { type MirroredJob, toHyperParameters } from '@/lib/jobs/job'
import type { Translate } from '@/lib/messages/translator'

/** All hyper-parameters of one row, beside it. Values as they were sent. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function HyperParametersPopover({
  job,
  anchor,
  onClose,
  t,
}: {
  job: MirroredJob | null
  anchor: HTMLElement
  onClose: () => void
  t: Translate
}): ReactNode {
  const popover = useRef<HTMLDivElement>(null)
  // The outside system: the browser's top layer, which also closes the popover at a click elsewhere or Escape.
  useEffect(() => {
    popover.current?.showPopover({ source: anchor })
  }, [anchor])
  return (
    <div
      ref={popover}
      popover="auto"
      role="dialog"
      aria-label={t('jobs.allHyperParameters')}
      onToggle={({ newState }) => newState === 'closed' && onClose()}
      className="floating below-start m-0 max-h-96 max-w-md overflow-y-auto p-3"
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 font-mono text-mono">
        {Object.entries(job ? toHyperParameters(job.job) : {}).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink2">{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
